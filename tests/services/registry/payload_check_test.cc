// The rules of payloads against the data model, and each rule at its edge.
#include "services/registry/payload_check.h"

#include <gtest/gtest.h>

#include <set>

#include "proto/model/calendar.h"
#include "proto/model/record_kind.h"
#include "services/registry/payload_rules.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using storage::tables::PathOf;
using storage::tables::ReasonOf;

constexpr char kPatentNumber[] = "201710601862.3";  // an invention

// The payload of a record of this kind, to be changed.
Message& MutablePayload(v1::RecordKind kind, v1::Record& record) {
  const FieldDescriptor* field = v1::Record::descriptor()->FindFieldByNumber(kind);
  return *v1::Record::GetReflection()->MutableMessage(&record, field);
}

// One field of a payload, by name.
class Slot {
 public:
  Slot(Message& payload, const char* name)
      : payload_(payload), field_(payload.GetDescriptor()->FindFieldByName(name)) {}

  void SetNumber(int64_t number) {
    if (field_->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      payload_.GetReflection()->SetInt32(&payload_, field_, static_cast<int32_t>(number));
    } else {
      payload_.GetReflection()->SetInt64(&payload_, field_, number);
    }
  }
  void SetText(const std::string& text) {
    payload_.GetReflection()->SetString(&payload_, field_, text);
  }
  void Clear() { payload_.GetReflection()->ClearField(&payload_, field_); }
  void SetEnum(int number) { payload_.GetReflection()->SetEnumValue(&payload_, field_, number); }
  void SetDay(const v1::Date& day) {
    payload_.GetReflection()->MutableMessage(&payload_, field_)->CopyFrom(day);
  }

 private:
  Message& payload_;
  const FieldDescriptor* field_;
};

// A payload with nothing but what it needs.
v1::Record Least(const PayloadRules& rules) {
  v1::Record record;
  Message& payload = MutablePayload(rules.kind, record);
  for (const FieldRule& rule : rules.fields) {
    Slot slot(payload, rule.field);
    if (rule.form == Form::kNumberNeeded || rule.form == Form::kNumberSet) {
      slot.SetNumber(rule.min);
    }
    if (rule.form == Form::kEnumNeeded) slot.SetEnum(1);
    if (rule.form == Form::kText && rule.min > 0)
      slot.SetText(std::string(static_cast<size_t>(rule.min), 'x'));
  }
  if (record.has_intellectual_property()) {
    record.mutable_intellectual_property()->set_number(kPatentNumber);
  }
  return record;
}

class PayloadTest : public testing::TestWithParam<v1::RecordKind> {
 protected:
  const PayloadRules& rules() const {
    for (const PayloadRules& rules : AllPayloadRules()) {
      if (rules.kind == GetParam()) return rules;
    }
    ADD_FAILURE() << "no rules";
    return AllPayloadRules()[0];
  }

  std::string Path(const char* field) const { return model::KindName(GetParam()) + "." + field; }

  // The least payload with one field changed is refused like this.
  void ExpectFault(const FieldRule& rule, v1::Reason reason,
                   const std::function<void(Slot&)>& change) {
    v1::Record record = Least(rules());
    Slot slot(MutablePayload(GetParam(), record), rule.field);
    change(slot);
    const absl::Status status = CheckPayload(record);
    EXPECT_EQ(v1::Reason_Name(ReasonOf(status)), v1::Reason_Name(reason)) << rule.field;
    EXPECT_EQ(PathOf(status), Path(rule.field));
  }

  void ExpectFine(const FieldRule& rule, const std::function<void(Slot&)>& change) {
    v1::Record record = Least(rules());
    Slot slot(MutablePayload(GetParam(), record), rule.field);
    change(slot);
    EXPECT_TRUE(CheckPayload(record).ok()) << rule.field << ": " << CheckPayload(record);
  }
};

std::vector<v1::RecordKind> AllKinds() {
  std::vector<v1::RecordKind> kinds;
  for (int i = 1; i < v1::RecordKind_descriptor()->value_count(); ++i) {
    kinds.push_back(static_cast<v1::RecordKind>(v1::RecordKind_descriptor()->value(i)->number()));
  }
  return kinds;
}
INSTANTIATE_TEST_SUITE_P(Kinds, PayloadTest, testing::ValuesIn(AllKinds()),
                         [](const auto& info) { return model::KindName(info.param); });

TEST_P(PayloadTest, HasOneRuleForEachFieldOfTheRightForm) {
  const google::protobuf::Descriptor& type =
      *v1::Record::descriptor()->FindFieldByNumber(GetParam())->message_type();
  ASSERT_EQ(static_cast<int>(rules().fields.size()), type.field_count());
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const FieldRule& rule = rules().fields[static_cast<size_t>(i)];
    ASSERT_EQ(rule.field, field.name()) << "rules stand in the order of the proto";
    const bool money = field.name().ends_with("_fen");
    const std::set<Form> forms = [&]() -> std::set<Form> {
      switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
          return {Form::kFlag};
        case FieldDescriptor::CPPTYPE_INT64:
          return {Form::kAmount, Form::kSignedAmount};
        case FieldDescriptor::CPPTYPE_INT32:
          return {Form::kNumber, Form::kNumberNeeded, Form::kNumberSet};
        case FieldDescriptor::CPPTYPE_STRING:
          return {Form::kText};
        case FieldDescriptor::CPPTYPE_ENUM:
          return {Form::kEnum, Form::kEnumNeeded};
        case FieldDescriptor::CPPTYPE_MESSAGE:
          return {Form::kDay};
        default:
          return {};
      }
    }();
    EXPECT_TRUE(forms.contains(rule.form)) << rule.field;
    EXPECT_EQ(money, field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) << rule.field;
    EXPECT_EQ(rule.form == Form::kNumber || rule.form == Form::kNumberSet,
              field.has_presence() && field.cpp_type() == FieldDescriptor::CPPTYPE_INT32)
        << rule.field << ": a number that may be missing tells missing from 0";
  }
}

TEST_P(PayloadTest, LeastPayloadIsFine) {
  EXPECT_TRUE(CheckPayload(Least(rules())).ok()) << CheckPayload(Least(rules()));
}

TEST_P(PayloadTest, NumbersAreTakenInTheirRangeOnly) {
  for (const FieldRule& rule : rules().fields) {
    const bool number = rule.form == Form::kNumber || rule.form == Form::kNumberNeeded ||
                        rule.form == Form::kNumberSet;
    if (rule.form == Form::kAmount) {
      ExpectFine(rule, [](Slot& slot) { slot.SetNumber(0); });
      ExpectFine(rule, [](Slot& slot) { slot.SetNumber(INT64_MAX); });
      ExpectFault(rule, v1::REASON_NEGATIVE_AMOUNT, [](Slot& slot) { slot.SetNumber(-1); });
    }
    if (rule.form == Form::kSignedAmount) {
      ExpectFine(rule, [](Slot& slot) { slot.SetNumber(INT64_MIN); });
    }
    if (!number) continue;
    ExpectFine(rule, [&](Slot& slot) { slot.SetNumber(rule.min); });
    ExpectFine(rule, [&](Slot& slot) { slot.SetNumber(rule.max); });
    ExpectFault(rule, v1::REASON_OUT_OF_RANGE, [&](Slot& slot) { slot.SetNumber(rule.min - 1); });
    if (rule.max == INT32_MAX) continue;
    ExpectFault(rule, v1::REASON_OUT_OF_RANGE, [&](Slot& slot) { slot.SetNumber(rule.max + 1); });
  }
}

TEST_P(PayloadTest, NeededFieldsAreRequired) {
  for (const FieldRule& rule : rules().fields) {
    if (rule.form == Form::kNumberNeeded) {
      ExpectFault(rule, v1::REASON_FIELD_REQUIRED, [](Slot& slot) { slot.SetNumber(0); });
    }
    if (rule.form == Form::kNumberSet) {
      ExpectFault(rule, v1::REASON_FIELD_REQUIRED, [](Slot& slot) { slot.Clear(); });
    }
    if (rule.form == Form::kText && rule.min > 0) {
      ExpectFault(rule, v1::REASON_FIELD_REQUIRED, [](Slot& slot) { slot.SetText(""); });
    }
    if (rule.form == Form::kEnumNeeded) {
      ExpectFault(rule, v1::REASON_UNKNOWN_ENUM, [](Slot& slot) { slot.SetEnum(0); });
    }
  }
}

TEST_P(PayloadTest, TextsEnumsAndDaysHaveTheirForm) {
  for (const FieldRule& rule : rules().fields) {
    if (rule.form == Form::kText) {
      const auto max = static_cast<size_t>(rule.max);
      ExpectFault(rule, v1::REASON_TEXT_INVALID,
                  [&](Slot& slot) { slot.SetText(std::string(max + 1, 'x')); });
      ExpectFault(rule, v1::REASON_TEXT_INVALID, [](Slot& slot) { slot.SetText("a\tb"); });
      if (rule.min > 1) {
        const auto min = static_cast<size_t>(rule.min);
        ExpectFault(rule, v1::REASON_TEXT_INVALID,
                    [&](Slot& slot) { slot.SetText(std::string(min - 1, 'x')); });
      }
      const bool patent = GetParam() == v1::RECORD_KIND_INTELLECTUAL_PROPERTY &&
                          std::string(rule.field) == "number";
      if (!patent) ExpectFine(rule, [&](Slot& slot) { slot.SetText(std::string(max, 'x')); });
    }
    if (rule.form == Form::kEnum || rule.form == Form::kEnumNeeded) {
      ExpectFault(rule, v1::REASON_UNKNOWN_ENUM, [](Slot& slot) { slot.SetEnum(99); });
      ExpectFault(rule, v1::REASON_UNKNOWN_ENUM, [](Slot& slot) { slot.SetEnum(-1); });
    }
    if (rule.form == Form::kDay) {
      ExpectFault(rule, v1::REASON_DATE_INVALID,
                  [](Slot& slot) { slot.SetDay(model::MakeDate(2023, 2, 29)); });
      ExpectFault(rule, v1::REASON_DATE_INVALID, [](Slot& slot) { slot.SetDay(v1::Date()); });
    }
  }
}

TEST_P(PayloadTest, PartsAreAtMostTheirWhole) {
  for (const PairRule& rule : rules().parts) {
    v1::Record record = Least(rules());
    Slot part(MutablePayload(GetParam(), record), rule.first);
    Slot whole(MutablePayload(GetParam(), record), rule.second);
    part.SetNumber(7);
    EXPECT_TRUE(CheckPayload(record).ok()) << rule.first;
    whole.SetNumber(7);
    EXPECT_TRUE(CheckPayload(record).ok()) << rule.first;
    whole.SetNumber(6);
    EXPECT_EQ(ReasonOf(CheckPayload(record)), v1::REASON_PART_EXCEEDS_WHOLE) << rule.first;
    EXPECT_EQ(PathOf(CheckPayload(record)), Path(rule.first));
  }
}

TEST_P(PayloadTest, PeriodsEndAfterTheyBegin) {
  for (const PairRule& rule : rules().periods) {
    v1::Record record = Least(rules());
    Slot first(MutablePayload(GetParam(), record), rule.first);
    Slot last(MutablePayload(GetParam(), record), rule.second);
    first.SetDay(model::MakeDate(2024, 3, 1));
    EXPECT_TRUE(CheckPayload(record).ok()) << rule.first;
    last.SetDay(model::MakeDate(2024, 3, 1));
    EXPECT_TRUE(CheckPayload(record).ok()) << rule.first;
    last.SetDay(model::MakeDate(2024, 2, 29));
    EXPECT_EQ(ReasonOf(CheckPayload(record)), v1::REASON_PERIOD_REVERSED) << rule.first;
    EXPECT_EQ(PathOf(CheckPayload(record)), Path(rule.second));
  }
}

v1::Record Right(v1::IntellectualPropertyKind kind, const std::string& number) {
  v1::Record record;
  record.mutable_intellectual_property()->set_kind(kind);
  record.mutable_intellectual_property()->set_number(number);
  return record;
}

TEST(CheckPayload, PatentNumbersHaveTheirCheckDigitAndKind) {
  const auto check = [](v1::IntellectualPropertyKind kind, const std::string& number) {
    return CheckPayload(Right(kind, number));
  };
  EXPECT_TRUE(check(v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, kPatentNumber).ok());
  const absl::Status digit = check(v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, "201710601862.4");
  EXPECT_EQ(ReasonOf(digit), v1::REASON_PATENT_NUMBER_INVALID);
  EXPECT_EQ(PathOf(digit), "intellectual_property.number");
  for (const auto kind :
       {v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL, v1::INTELLECTUAL_PROPERTY_KIND_DESIGN}) {
    EXPECT_EQ(ReasonOf(check(kind, kPatentNumber)), v1::REASON_PATENT_NUMBER_INVALID);
  }
  EXPECT_TRUE(check(v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT, "2024SR0012345").ok());
}

TEST(CheckPayload, DayOfTransferIsForTransferredRightsOnly) {
  v1::Record record = Right(v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, kPatentNumber);
  v1::IntellectualProperty& right = *record.mutable_intellectual_property();
  *right.mutable_transferred() = model::MakeDate(2024, 3, 1);
  EXPECT_EQ(ReasonOf(CheckPayload(record)), v1::REASON_DATE_INVALID);
  EXPECT_EQ(PathOf(CheckPayload(record)), "intellectual_property.transferred");
  right.set_acquisition(v1::ACQUISITION_TRANSFERRED);
  EXPECT_TRUE(CheckPayload(record).ok());
}

TEST(CheckPayload, FieldsComeBeforePartsBeforePeriodsBeforeTheNumber) {
  v1::Record loan;
  loan.mutable_loan()->set_number("1");
  loan.mutable_loan()->set_overdue_fen(2);
  loan.mutable_loan()->set_outstanding_fen(1);
  *loan.mutable_loan()->mutable_granted() = model::MakeDate(2024, 3, 2);
  *loan.mutable_loan()->mutable_due() = model::MakeDate(2024, 3, 1);
  EXPECT_EQ(ReasonOf(CheckPayload(loan)), v1::REASON_FIELD_REQUIRED);  // partner
  loan.mutable_loan()->set_partner("bank");
  EXPECT_EQ(ReasonOf(CheckPayload(loan)), v1::REASON_PART_EXCEEDS_WHOLE);
  loan.mutable_loan()->set_overdue_fen(1);
  EXPECT_EQ(ReasonOf(CheckPayload(loan)), v1::REASON_PERIOD_REVERSED);

  v1::Record right = Right(v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, "1");
  *right.mutable_intellectual_property()->mutable_filed() = model::MakeDate(2024, 3, 2);
  *right.mutable_intellectual_property()->mutable_granted() = model::MakeDate(2024, 3, 1);
  *right.mutable_intellectual_property()->mutable_transferred() = model::MakeDate(2024, 3, 1);
  EXPECT_EQ(ReasonOf(CheckPayload(right)), v1::REASON_PERIOD_REVERSED);
  right.mutable_intellectual_property()->clear_granted();
  EXPECT_EQ(ReasonOf(CheckPayload(right)), v1::REASON_PATENT_NUMBER_INVALID);
}

}  // namespace
}  // namespace jifen::services::registry
