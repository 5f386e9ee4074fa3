#include "scoring/expression/environment.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "jifen/v1/enterprise.pb.h"
#include "proto/model/error.h"
#include "scoring/expression/fault.h"
#include "scoring/expression/field_reader.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

TEST(Environment, HasAVariableForEveryKindOfRecord) {
  const Environment environment;
  const auto* payloads = v1::Record::descriptor()->FindOneofByName("payload");
  for (int i = 0; i < payloads->field_count(); ++i) {
    const FieldDescriptor* payload = payloads->field(i);
    const std::string name = payload->options().GetExtension(v1::variable);
    const Variable* variable = environment.FindVariable(name);
    ASSERT_NE(variable, nullptr) << name;
    const Type type = Type::Message(payload->message_type());
    EXPECT_EQ(variable->type, name == "profile" ? type : type.ListOf()) << name;
  }
  for (const char* name : {"enterprise", "year", "valid_at"}) {
    EXPECT_NE(environment.FindVariable(name), nullptr) << name;
  }
  EXPECT_EQ(environment.FindVariable("nothing"), nullptr);
}

TEST(Environment, ListsItsNamesSorted) {
  const std::vector<std::string> names = Environment().Names();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  const std::set<std::string> set(names.begin(), names.end());
  for (const char* name : {"awards", "Level", "IntellectualPropertyKind", "year", "profile"}) {
    EXPECT_TRUE(set.contains(name)) << name;
  }
}

TEST(EnvironmentDefine, RefusesMalformedAndTakenNames) {
  struct Row {
    std::string name;
    std::string message;
  };
  const Row rows[] = {
      {"", "the name of a definition is malformed"},
      {"1a", "the name of a definition is malformed"},
      {"_a", "the name of a definition is malformed"},
      {"A", "the name of a definition is malformed"},
      {"a-b", "the name of a definition is malformed"},
      {"年", "the name of a definition is malformed"},
      {std::string(65, 'a'), "the name of a definition is malformed"},
      {"year", "the name is taken"},
      {"profile", "the name is taken"},
      {"awards", "the name is taken"},
      {"ratio", "the name is taken"},
      {"size", "the name is taken"},
      {"has", "the name is taken"},
      {"filter", "the name is taken"},
      {"in", "the name is taken"},
      {"while", "the name is taken"},
      {"true", "the name is taken"},
      {"twice", "the name is taken"},
  };
  Environment environment;
  const auto program = MustCompile("1", environment);
  ASSERT_TRUE(environment.Define("twice", program).ok());
  ASSERT_TRUE(environment.Define(std::string(64, 'a'), program).ok());
  for (const Row& row : rows) {
    const absl::Status status = environment.Define(row.name, program);
    const auto detail = model::DetailOf(status);
    ASSERT_TRUE(detail.has_value()) << row.name;
    EXPECT_EQ(detail->reason(), v1::REASON_EXPRESSION_NAME);
    EXPECT_NE(status.message().find(row.message), std::string::npos) << row.name << status;
  }
}

TEST(Environment, AProgramKeepsItsDefinitionsAlive) {
  TestDossier dossier;
  std::shared_ptr<const Program> program;
  {
    Environment environment;
    ASSERT_TRUE(environment.Define("two", MustCompile("1 + 1", environment)).ok());
    ASSERT_TRUE(environment.Define("four", MustCompile("two * two", environment)).ok());
    program = MustCompile("four + two", environment);
  }
  dossier.workspace().Begin(dossier.view(), 2024);
  EXPECT_EQ(dossier.workspace().Evaluate(*program).AsInt(), 6);
}

TEST(Environment, WhatNamesAFaultyDefinitionDoesNotCompileAndHasNoFault) {
  Environment environment;
  ASSERT_TRUE(environment.DefineFaulty("broken").ok());
  EXPECT_FALSE(environment.DefineFaulty("broken").ok());
  EXPECT_FALSE(environment.DefineFaulty("Broken").ok());
  ASSERT_TRUE(environment.AddIndicator("unknown", Type()).ok());
  for (const char* text :
       {"broken", "broken.field", "broken.exists(x, x.y)", "-broken[0].size() + 1",
        "indicator('unknown')", "broken.startsWith(1) ? wan(broken) : 3"}) {
    EXPECT_FALSE(Compile(text, environment).ok()) << text;
    EXPECT_TRUE(FaultsOf(text, environment).empty()) << text;
  }
  EXPECT_EQ(FaultsOf("broken && 3 > 'a'", environment).size(), 1u);
  EXPECT_TRUE(Compile("[1].size()", environment).ok());
}

TEST(EnumValues, LoseThePrefixOfTheirEnum) {
  const auto* level = v1::Level_descriptor();
  EXPECT_EQ(ShortName(level->FindValueByNumber(v1::LEVEL_NATIONAL)), "NATIONAL");
  EXPECT_EQ(FindEnumValue(level, "COUNTY")->number(), v1::LEVEL_COUNTY);
  EXPECT_EQ(FindEnumValue(level, "UNSPECIFIED"), nullptr);
  EXPECT_EQ(FindEnumValue(level, "LEVEL_COUNTY"), nullptr);
}

// Each payload and the register entry, each field: what reflection writes, the reader reads.
class FieldReaders : public ::testing::Test {
 protected:
  static std::vector<const google::protobuf::Descriptor*> Messages() {
    std::vector<const google::protobuf::Descriptor*> messages = {v1::Enterprise::descriptor()};
    const auto* payloads = v1::Record::descriptor()->FindOneofByName("payload");
    for (int i = 0; i < payloads->field_count(); ++i) {
      messages.push_back(payloads->field(i)->message_type());
    }
    return messages;
  }

  static std::unique_ptr<Message> New(const google::protobuf::Descriptor* type) {
    return std::unique_ptr<Message>(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  }

  // Sets the field to something that is not its default and says how it is read.
  static std::string Set(const FieldDescriptor* field, Message* message) {
    const auto* reflection = message->GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        reflection->SetInt32(message, field, -7);
        return "-7";
      case FieldDescriptor::CPPTYPE_INT64:
        reflection->SetInt64(message, field, int64_t{1} << 40);
        return "1099511627776";
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection->SetBool(message, field, true);
        return "1";
      case FieldDescriptor::CPPTYPE_STRING:
        reflection->SetString(message, field, "text");
        return "text";
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection->SetEnumValue(message, field, 1);
        return "1";
      default:
        reflection->MutableMessage(message, field)->CopyFrom(DateOf(Day(2024, 2, 29)));
        return absl::StrCat(Day(2024, 2, 29).packed());
    }
  }

  static std::string Format(const Value& value) {
    return value.kind() == Kind::kString ? std::string(value.AsString())
                                         : absl::StrCat(value.AsInt());
  }
};

TEST_F(FieldReaders, ReadEveryFieldOfTheDataModel) {
  for (const auto* type : Messages()) {
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      const FieldReader* reader = FindFieldReader(field);
      ASSERT_NE(reader, nullptr) << field->full_name();
      const std::unique_ptr<Message> message = New(type);
      Value value;
      EXPECT_FALSE(reader->has(*message)) << field->full_name();
      const bool tracks = field->has_presence() || field->enum_type() != nullptr;
      EXPECT_EQ(reader->read(*message, &value), !tracks) << field->full_name();
      const std::string want = Set(field, message.get());
      ASSERT_TRUE(reader->read(*message, &value)) << field->full_name();
      EXPECT_TRUE(reader->has(*message)) << field->full_name();
      EXPECT_EQ(Format(value), want) << field->full_name();
      EXPECT_EQ(value.kind(), reader->type.kind) << field->full_name();
    }
  }
}

TEST_F(FieldReaders, ADayThatIsNoneIsNotThere) {
  v1::Award award;
  award.mutable_awarded()->set_year(2023);
  award.mutable_awarded()->set_month(2);
  award.mutable_awarded()->set_day(29);
  const FieldReader* reader = FindFieldReader(v1::Award::descriptor()->FindFieldByName("awarded"));
  Value value;
  EXPECT_FALSE(reader->read(award, &value));
  EXPECT_FALSE(reader->has(award));
}

TEST_F(FieldReaders, FindThePayloadOfEveryKind) {
  const auto* payloads = v1::Record::descriptor()->FindOneofByName("payload");
  EXPECT_EQ(PayloadOf(v1::Record()), nullptr);
  for (int i = 0; i < payloads->field_count(); ++i) {
    v1::Record record;
    Message* payload = v1::Record::GetReflection()->MutableMessage(&record, payloads->field(i));
    EXPECT_EQ(PayloadOf(record), payload) << payloads->field(i)->name();
  }
}

}  // namespace
}  // namespace jifen::scoring::expression
