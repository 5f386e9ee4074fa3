#include "tests/scoring/expression/testing.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "proto/model/error.h"
#include "scoring/expression/source_text.h"

namespace jifen::scoring::expression {
namespace {

template <typename Message>
void ParseText(const std::string& text, Message* message) {
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text, message)) << text;
}

}  // namespace

TestDossier::TestDossier() { SetDay(2025, 6, 30); }

TestDossier& TestDossier::Add(const std::string& record) {
  auto version = std::make_unique<v1::RecordVersion>();
  ParseText(record, version->mutable_record());
  if (!version->record().has_valid_from()) {
    *version->mutable_record()->mutable_valid_from() = DateOf(Day(2020, 1, 1));
  }
  version->set_revision(records_.size() + 1);
  records_.push_back(std::move(version));
  return *this;
}

TestDossier& TestDossier::SetEnterprise(const std::string& enterprise) {
  enterprise_ = std::make_unique<v1::Enterprise>();
  ParseText(enterprise, enterprise_.get());
  return *this;
}

TestDossier& TestDossier::SetDay(int year, int month, int day) {
  valid_at_ = DateOf(Day(year, month, day));
  return *this;
}

TestDossier& TestDossier::Define(std::string_view name, std::string_view text) {
  const absl::Status defined = environment_.Define(name, MustCompile(text, environment_));
  EXPECT_TRUE(defined.ok()) << defined;
  return *this;
}

DossierView& TestDossier::view() {
  pointers_.clear();
  for (const auto& record : records_) pointers_.push_back(record.get());
  view_.Reset(enterprise_.get(), valid_at_, pointers_);
  return view_;
}

std::string TestDossier::Evaluate(std::string_view text) {
  const auto compiled = Compile(text, environment_);
  if (!compiled.ok())
    return absl::StrCat("does not compile: ", std::string(compiled.status().message()));
  workspace_.Begin(view(), 2024);
  return Format(workspace_.Evaluate(**compiled), (*compiled)->type());
}

std::string TestDossier::Evidence(std::string_view text) {
  Evaluate(text);
  std::vector<std::string> ids;
  for (const RecordIndex index : workspace_.evidence()) {
    ids.push_back(view_.record(index).record().record_id());
  }
  return absl::StrJoin(ids, " ");
}

std::string TestDossier::Format(const Value& value, const Type& type) {
  if (value.IsMissing()) {
    return absl::StrCat("missing ", absl::StrJoin(workspace_.MissingPaths(value), "; "));
  }
  if (value.IsError()) {
    const Place place = Locate(*value.failure().text, value.failure().offset);
    return absl::StrCat("error ", model::ReasonName(value.failure().reason), " at ", place.line,
                        ":", place.column);
  }
  switch (value.kind()) {
    case Kind::kBool:
      return value.AsBool() ? "true" : "false";
    case Kind::kInt:
      return absl::StrCat(value.AsInt());
    case Kind::kDecimal:
      return value.AsDecimal().Format();
    case Kind::kString:
      return absl::StrCat("\"", std::string(value.AsString()), "\"");
    case Kind::kNull:
      return "null";
    case Kind::kTimestamp:
      return FormatTimestamp(value.AsTimestamp());
    case Kind::kDuration:
      return FormatDuration(value.AsDuration());
    case Kind::kType:
      return std::string(value.AsTypeName());
    case Kind::kMap: {
      std::vector<std::string> entries;
      for (size_t i = 0; i < value.AsMapKeys().size(); ++i) {
        entries.push_back(absl::StrCat(Format(value.AsMapKeys()[i], type.key()), ": ",
                                       Format(value.AsMapValues()[i], type.value())));
      }
      return absl::StrCat("{", absl::StrJoin(entries, ", "), "}");
    }
    case Kind::kDate:
      return absl::StrFormat("%04d-%02d-%02d", value.AsDay().year(), value.AsDay().month(),
                             value.AsDay().day());
    case Kind::kEnum: {
      const auto* number = type.enum_type()->FindValueByNumber(value.AsEnum());
      return number == nullptr ? "?" : ShortName(number);
    }
    case Kind::kList: {
      std::vector<std::string> items;
      for (const Value& item : value.AsList()) items.push_back(Format(item, type.Element()));
      return absl::StrCat("[", absl::StrJoin(items, ", "), "]");
    }
    default:
      return absl::StrCat("record ", value.origin());
  }
}

std::shared_ptr<const Program> MustCompile(std::string_view text, const Environment& environment) {
  auto compiled = Compile(text, environment);
  EXPECT_TRUE(compiled.ok()) << compiled.status();
  return compiled.ok() ? *compiled : nullptr;
}

std::string FaultOf(std::string_view text, std::span<const Kind> expected) {
  const auto compiled = Compile(text, Environment(), expected);
  if (compiled.ok()) return "compiles";
  const auto detail = model::DetailOf(compiled.status());
  if (!detail.has_value()) return "no detail";
  return absl::StrCat(model::ReasonName(detail->reason()), " ", detail->line(), ":",
                      detail->column(), " ", detail->got(), "|", detail->want());
}

std::string MessageOf(std::string_view text, std::span<const Kind> expected) {
  const auto compiled = Compile(text, Environment(), expected);
  return compiled.ok() ? "compiles" : std::string(compiled.status().message());
}

}  // namespace jifen::scoring::expression
