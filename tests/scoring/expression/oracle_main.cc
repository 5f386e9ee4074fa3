// jifen_cel_oracle SEED COUNT: for tests/node/cel_oracle.test.js. Prints JSON lines: a random dossier as
// {"bindings": {...}}, then random expressions over it with what they give here, as
// {"kind": ..., "expr": ..., "result": ...}; null is missing or an error.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/program.h"
#include "scoring/expression/workspace.h"
#include "tests/scoring/expression/oracle_expression.h"

namespace jifen::scoring::expression {
namespace {

constexpr uint64_t kExpressionsPerDossier = 50;
constexpr int kYear = 2024;
constexpr int kDepthMost = 5;

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      absl::StrAppend(&quoted, "\\", std::string(1, c));
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&quoted, "\\u%04x", static_cast<int>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string Tagged(const char* tag, const std::string& json) {
  return absl::StrCat("{\"", tag, "\":", json, "}");
}
std::string Int(int64_t value) { return Tagged("int", Quoted(absl::StrCat(value))); }
std::string Bool(bool value) { return Tagged("bool", value ? "true" : "false"); }
std::string Text(const std::string& value) { return Tagged("string", Quoted(value)); }

std::string Encode(const Value& value) {
  if (!value.IsPresent()) return "null";
  switch (value.kind()) {
    case Kind::kInt:
      return Int(value.AsInt());
    case Kind::kBool:
      return Bool(value.AsBool());
    case Kind::kString:
      return Text(std::string(value.AsString()));
    case Kind::kTimestamp:
      return Tagged("timestamp",
                    Quoted(absl::StrCat(value.AsTimestamp().seconds(), "s ",
                                        value.AsTimestamp().nanosecond_of_second(), "ns")));
    case Kind::kDuration:
      return Tagged("duration", Quoted(absl::StrCat(value.AsDuration(), "ns")));
    case Kind::kList: {
      std::vector<std::string> items;
      for (const Value& item : value.AsList()) items.push_back(Encode(item));
      return Tagged("list", absl::StrCat("[", absl::StrJoin(items, ","), "]"));
    }
    default:
      return Tagged("unexpected", "true");
  }
}

// A dossier and, beside it, the same as bindings. Fields that are not set are not in a binding.
class OracleDossier {
 public:
  explicit OracleDossier(OracleExpressions& random) : random_(random) {
    AddList("programme_projects", [this](v1::Record& record) { return Project(record); });
    AddList("awards", [this](v1::Record& record) { return Award(record); });
    AddList("annual_reports", [this](v1::Record& record) { return Report(record); });
    for (const auto& version : versions_) pointers_.push_back(version.get());
    view_.Reset(nullptr, DateOf(Day(2025, 6, 30)), pointers_);
  }

  const DossierView& view() const { return view_; }
  std::string Bindings() const {
    return Tagged("bindings",
                  absl::StrCat("{\"year\":", Int(kYear), ",", absl::StrJoin(lists_, ","), "}"));
  }

 private:
  template <typename Fill>
  void AddList(const char* name, Fill fill) {
    std::vector<std::string> records;
    for (uint64_t i = random_.Draw(4); i > 0; --i) {
      versions_.push_back(std::make_unique<v1::RecordVersion>());
      v1::Record& record = *versions_.back()->mutable_record();
      record.set_record_id(absl::StrCat(versions_.size()));
      *record.mutable_valid_from() = DateOf(Day(2020, 1, 1));
      records.push_back(Tagged("map", absl::StrCat("{", absl::StrJoin(fill(record), ","), "}")));
    }
    lists_.push_back(absl::StrCat(
        "\"", name, "\":", Tagged("list", absl::StrCat("[", absl::StrJoin(records, ","), "]"))));
  }

  std::vector<std::string> Project(v1::Record& record) {
    v1::ProgrammeProject& project = *record.mutable_programme_project();
    do project.set_number(random_.Word());
    while (project.number().empty());
    project.set_title(random_.Word());
    project.set_lead(random_.Draw(2) == 0);
    project.set_key_programme(random_.Draw(2) == 0);
    std::vector<std::string> fields = {
        "\"number\":" + Text(project.number()), "\"title\":" + Text(project.title()),
        "\"lead\":" + Bool(project.lead()), "\"key_programme\":" + Bool(project.key_programme())};
    if (random_.Draw(2) == 0) {
      project.set_grant_fen(static_cast<int64_t>(random_.Draw(5)) * 2'000'000'000'000'000'000);
      fields.push_back("\"grant_fen\":" + Int(project.grant_fen()));
    }
    return fields;
  }

  std::vector<std::string> Award(v1::Record& record) {
    v1::Award& award = *record.mutable_award();
    award.set_name(random_.Word());
    std::vector<std::string> fields = {"\"name\":" + Text(award.name())};
    if (random_.Draw(2) == 0) {
      award.set_grade(static_cast<int32_t>(random_.Draw(4)));
      fields.push_back("\"grade\":" + Int(award.grade()));
    }
    if (random_.Draw(2) == 0) {
      award.set_rank(static_cast<int32_t>(random_.Draw(6)));
      fields.push_back("\"rank\":" + Int(award.rank()));
    }
    return fields;
  }

  std::vector<std::string> Report(v1::Record& record) {
    v1::AnnualReport& report = *record.mutable_annual_report();
    report.set_year(kYear - static_cast<int32_t>(random_.Draw(3)));
    std::vector<std::string> fields = {"\"year\":" + Int(report.year())};
    if (random_.Draw(2) == 0) {
      report.set_staff(static_cast<int32_t>(random_.Draw(100)));
      fields.push_back("\"staff\":" + Int(report.staff()));
    }
    if (random_.Draw(2) == 0) {
      report.set_net_profit_fen(static_cast<int64_t>(random_.Draw(200)) - 100);
      fields.push_back("\"net_profit_fen\":" + Int(report.net_profit_fen()));
    }
    return fields;
  }

  OracleExpressions& random_;
  std::vector<std::unique_ptr<v1::RecordVersion>> versions_;
  std::vector<const v1::RecordVersion*> pointers_;
  std::vector<std::string> lists_;
  DossierView view_;
};

std::string Answer(Workspace& workspace, const DossierView& view, const Environment& environment,
                   const std::string& text) {
  const auto program = Compile(text, environment);
  if (!program.ok()) return Tagged("fault", Quoted(std::string(program.status().message())));
  workspace.Begin(view, kYear);
  return Encode(workspace.Evaluate(**program));
}

int Main(uint64_t seed, uint64_t count) {
  OracleExpressions random(seed);
  const Environment environment;
  Workspace workspace;
  std::unique_ptr<OracleDossier> dossier;
  for (uint64_t i = 0; i < count; ++i) {
    if (i % kExpressionsPerDossier == 0) {
      dossier = std::make_unique<OracleDossier>(random);
      std::puts(dossier->Bindings().c_str());
    }
    const Sort sort = kSorts[random.Draw(std::size(kSorts))];
    const int depth = 1 + static_cast<int>(random.Draw(kDepthMost));
    // Within a conditional: what overflows for certain would be refused when it is compiled.
    const std::string text =
        absl::StrCat("true ? (", random.Of(sort, depth), ") : ", random.Constant(sort));
    const std::string result = Answer(workspace, dossier->view(), environment, text);
    std::puts(absl::StrCat("{\"kind\":", Quoted(SortName(sort)), ",\"expr\":", Quoted(text),
                           ",\"result\":", result, "}")
                  .c_str());
  }
  return 0;
}

}  // namespace
}  // namespace jifen::scoring::expression

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: jifen_cel_oracle SEED COUNT\n", stderr);
    return 2;
  }
  return jifen::scoring::expression::Main(std::strtoull(argv[1], nullptr, 10),
                                          std::strtoull(argv[2], nullptr, 10));
}
