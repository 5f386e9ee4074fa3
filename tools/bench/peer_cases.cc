#include "tools/bench/peer_cases.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/evaluator.h"
#include "tools/bench/evaluate_benchmark.h"

namespace jifen::bench {
namespace {

using nlohmann::json;

struct KindFields {
  const char* kind;  // a field of v1::Record
  std::vector<const char*> fields;
};

const std::vector<KindFields>& Kinds() {
  static const std::vector<KindFields> kinds = {
      {"annual_report",
       {"year", "revenue_fen", "rd_expense_fen", "high_tech_revenue_fen", "rd_tax_relief_fen",
        "net_assets_fen", "net_profit_fen", "staff", "sci_tech_staff", "graduates_hired"}},
      {"intellectual_property", {"kind", "core", "filed", "pct"}},
      {"technology_contract", {"signed", "amount_fen"}},
      {"research_platform", {"level"}},
      {"award", {"kind", "level", "awarded"}},
      {"programme_project", {"level", "approved"}},
      {"equity_financing", {"received", "amount_fen"}}};
  return kinds;
}

int Number(const v1::Date& date) { return (date.year() * 100 + date.month()) * 100 + date.day(); }

// Null if it is not set, and for an enum that is not said.
json FieldJson(const google::protobuf::Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  const auto* reflection = message.GetReflection();
  if (field->has_presence() && !reflection->HasField(message, field)) return nullptr;
  switch (field->cpp_type()) {
    case google::protobuf::FieldDescriptor::CPPTYPE_INT32:
      return reflection->GetInt32(message, field);
    case google::protobuf::FieldDescriptor::CPPTYPE_INT64:
      return reflection->GetInt64(message, field);
    case google::protobuf::FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(message, field);
    case google::protobuf::FieldDescriptor::CPPTYPE_ENUM:
      if (reflection->GetEnumValue(message, field) == 0) return nullptr;
      return reflection->GetEnum(message, field)->name();
    default:
      return Number(static_cast<const v1::Date&>(reflection->GetMessage(message, field)));
  }
}

bool Counts(const v1::Record& record, const v1::Date& valid_at) {
  return Number(record.valid_from()) <= Number(valid_at) &&
         record.provenance().verification() != v1::VERIFICATION_STATE_WITHDRAWN;
}

json DossierJson(const v1::Dossier& dossier) {
  json made = {{"valid_at", Number(dossier.valid_at())},
               {"year", kBenchmarkYear},
               {"founded", FieldJson(dossier.enterprise(), "founded")}};
  for (const KindFields& kind : Kinds()) {
    json& list = made[kind.kind] = json::array();
    const auto* payload = v1::Record::descriptor()->FindFieldByName(kind.kind);
    for (const v1::RecordVersion& version : dossier.records()) {
      const v1::Record& record = version.record();
      if (record.payload_case() != payload->number()) continue;
      if (!Counts(record, dossier.valid_at())) continue;
      json& item = list.emplace_back(json::object());
      const auto& message = record.GetReflection()->GetMessage(record, payload);
      for (const char* field : kind.fields) item[field] = FieldJson(message, field);
      if (record.has_research_platform()) item["valid_to"] = FieldJson(record, "valid_to");
    }
  }
  return made;
}

absl::StatusOr<json> IndicatorJson(const v1::Category& category, const v1::Indicator& indicator) {
  json knots = json::array();
  for (const v1::Knot& knot : indicator.measure().scale().linear().knots()) {
    knots.push_back({knot.at(), knot.points()});
  }
  if (knots.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(indicator.id(), ": no line between knots"));
  }
  json weights = json::object();
  for (const v1::StageMaximum& stage : indicator.stage_maxima()) {
    weights[stage.stage()] = stage.maximum();
  }
  return json{{"id", indicator.id()},
              {"category", category.id()},
              {"knots", std::move(knots)},
              {"weights", std::move(weights)}};
}

}  // namespace

absl::Status WritePeerCases(const scoring::scheme::CompiledScheme& scheme,
                            const std::vector<v1::Dossier>& dossiers, const OurTimes& times,
                            const std::string& file) {
  json cases = {{"evaluate_ns", times.evaluate_ns},
                {"all_threads_ns", times.all_threads_ns},
                {"card_ns", times.card_ns}};
  for (const v1::Category& category : scheme.message().categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      auto made = IndicatorJson(category, indicator);
      if (!made.ok()) return made.status();
      cases["indicators"].push_back(*std::move(made));
    }
  }
  scoring::evaluate::Evaluator evaluator;
  for (size_t i = 0; i < std::min(dossiers.size(), kPeerDossiersMax); ++i) {
    const auto evaluation = evaluator.Evaluate(scheme, dossiers[i], kBenchmarkYear);
    if (!evaluation.ok()) return evaluation.status();
    const auto& stages = scheme.message().stages();
    const bool scored = (*evaluation)->scored;
    cases["cases"].push_back(
        {{"dossier", DossierJson(dossiers[i])},
         {"stage", (*evaluation)->stage == scoring::scheme::kNoStage
                       ? json(nullptr)
                       : json(stages[(*evaluation)->stage].id())},
         {"total", scored ? json((*evaluation)->total_exact.Format()) : json(nullptr)}});
  }
  std::ofstream stream(file, std::ios::binary);
  stream << cases.dump() << '\n';
  stream.close();
  return stream.fail() ? absl::UnavailableError(file + ": cannot be written") : absl::OkStatus();
}

}  // namespace jifen::bench
