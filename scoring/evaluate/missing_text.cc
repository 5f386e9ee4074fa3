#include "scoring/evaluate/missing_text.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/field_label.h"
#include "scoring/evaluate/cohort_place.h"

namespace jifen::scoring::evaluate {
namespace {

// What a figure that was reported should have been, for a sentence that says that it is missing.
struct Wanted {
  std::string_view mark;  // at the end of the path
  std::string_view zh;
  std::string_view en;
};

constexpr std::string_view kPointsPath = "points(\"";
constexpr std::string_view kValuePath = "indicator(\"";

constexpr Wanted kWanted[] = {
    {" = 0", "不为 0 的数值", "a value other than 0 of "},
    {" <= 0", "大于 0 的数值", "a value above 0 of "},
};

scheme::Wording MakeText(std::string zh, std::string en) {
  return {.zh = std::move(zh), .en = std::move(en)};
}

// "mark = 12, want 4..6".
scheme::Wording MarkText(std::string_view path) {
  const size_t want = path.find(kMarkWant);
  const std::string got(path.substr(kMarkPath.size(), want - kMarkPath.size()));
  const std::string range(path.substr(want + kMarkWant.size()));
  const size_t dots = range.find("..");
  const std::string low = range.substr(0, dots);
  const std::string high = range.substr(dots + 2);
  return MakeText(absl::StrCat(low, " 至 ", high, " 分之间的专家评分（现为 ", got, " 分）"),
                  absl::StrCat("a mark by experts of ", low, " to ", high, " (it is ", got, ")"));
}

// The parts of "annual_report[2025].staff", "profile.resident", "annual_report[2025]".
struct PathParts {
  std::string_view kind;
  std::string_view record;  // in the brackets; empty if there are none
  std::string_view field;   // empty if it is the record itself
};

PathParts SplitPath(std::string_view path) {
  PathParts parts;
  const size_t open = path.find('[');
  const size_t close = path.rfind(']');
  const bool has_record = open != std::string_view::npos && close != std::string_view::npos &&
                          close > open && path.find('.') > open;
  const size_t point = path.find('.', has_record ? close : 0);
  parts.kind = path.substr(0, has_record ? open : point);
  if (has_record) parts.record = path.substr(open + 1, close - open - 1);
  if (point != std::string_view::npos) parts.field = path.substr(point + 1);
  return parts;
}

struct Names {
  std::string en;
  std::string zh;
};

// Of a report: the year, and the meaning of its R&D spending if one was asked for.
scheme::Wording ReportText(const Names& names, const std::string& record) {
  const size_t comma = record.find(", ");
  const std::string year = record.substr(0, comma);
  const std::string basis = comma == std::string::npos ? "" : record.substr(comma + 2);
  return MakeText(
      absl::StrCat(year, " 年", names.zh, basis.empty() ? "" : absl::StrCat("（", basis, "）")),
      absl::StrCat("the ", names.en, " ", year,
                   basis.empty() ? "" : absl::StrCat(" (", basis, ")")));
}

// "2025 年年度报告", "知识产权 ZL2017106018623"; "the annual report 2025".
std::optional<scheme::Wording> RecordText(const PathParts& parts) {
  if (parts.kind == "enterprise") return MakeText("企业登记信息", "the register entry");
  const std::optional<model::Label> kind = model::KindLabel(parts.kind);
  if (!kind.has_value()) return std::nullopt;
  const std::string zh(kind->chinese);
  const std::string en(kind->english);
  const std::string record(parts.record);
  if (record.empty()) return MakeText(zh, "the " + en);
  if (parts.kind == "annual_report") return ReportText({en, zh}, record);
  // A blank between Latin letters and what follows.
  return MakeText(absl::StrCat(zh, " ", record, parts.field.empty() ? "" : " "),
                  absl::StrCat("the ", en, " ", record));
}

// A path in words: "2025 年年度报告的“职工总数”"; nullopt if a part of it has none.
std::optional<scheme::Wording> FieldText(std::string_view path) {
  const PathParts parts = SplitPath(path);
  const std::optional<scheme::Wording> record = RecordText(parts);
  if (!record.has_value() || parts.field.empty()) return record;
  const std::optional<model::Label> field = model::FieldLabel(parts.kind, parts.field);
  if (!field.has_value()) return std::nullopt;
  return MakeText(absl::StrCat(record->zh, "的“", std::string(field->chinese), "”"),
                  absl::StrCat("\"", std::string(field->english), "\" of ", record->en));
}

// points("x"): what experts have still to judge.
scheme::Wording PointsText(std::string_view path) {
  const std::string id(path.substr(kPointsPath.size(), path.size() - kPointsPath.size() - 2));
  return MakeText(absl::StrCat("“", id, "”的专家评分"),
                  absl::StrCat("the points of \"", id, "\" by experts"));
}

// indicator("x"): which option counts is still with experts.
scheme::Wording ValueText(std::string_view path) {
  const std::string id(path.substr(kValuePath.size(), path.size() - kValuePath.size() - 2));
  return MakeText(absl::StrCat("“", id, "”的取值（待专家评分）"),
                  absl::StrCat("the value of \"", id, "\", which waits for marks by experts"));
}

// "cohort of rd_intensity: 12 of 30 in growth C", and the other gaps of cohort_place.h.
scheme::Wording CohortText(std::string_view path) {
  const size_t colon = path.find(": ");
  const std::string id(path.substr(kCohortPath.size(), colon - kCohortPath.size()));
  const std::string_view gap = path.substr(colon + 2);
  if (gap == kCohortNone) {
    return MakeText(absl::StrCat("“", id, "”的同类企业数据（尚未形成）"),
                    absl::StrCat("the cohort of \"", id, "\", which is not there yet"));
  }
  if (gap == kCohortNoGroup) {
    return MakeText(absl::StrCat("“", id, "”可比较的同类企业组（本企业不属于任何一组）"),
                    absl::StrCat("a cohort of \"", id, "\" that the enterprise belongs to"));
  }
  if (gap.starts_with(kCohortOneValue)) {
    const std::string group(gap.substr(kCohortOneValue.size()));
    return MakeText(absl::StrCat("“", id, "”在“", group, "”组中的不同取值（各企业取值相同）"),
                    absl::StrCat("different values of \"", id, "\" in the cohort \"", group,
                                 "\" (all have the same)"));
  }
  const size_t of = gap.find(" of ");
  const size_t in = gap.find(" in ", of);
  const std::string members(gap.substr(0, of));
  const std::string smallest(gap.substr(of + 4, in - of - 4));
  const std::string group(gap.substr(in + 4));
  return MakeText(absl::StrCat("“", id, "”足够的同类企业（“", group, "”组有 ", members,
                               " 家，至少需要 ", smallest, " 家）"),
                  absl::StrCat("enough peers for \"", id, "\" (the cohort \"", group, "\" has ",
                               members, ", it takes ", smallest, ")"));
}

scheme::Wording PlainText(std::string_view path) {
  const std::optional<scheme::Wording> words = FieldText(path);
  return words.has_value() ? *words : MakeText(std::string(path), std::string(path));
}

scheme::Wording PathText(std::string_view path) {
  if (path.starts_with(kMarkPath) && path.find(kMarkWant) != std::string_view::npos) {
    return MarkText(path);
  }
  if (path.starts_with(kCohortPath)) return CohortText(path);
  if (path == "stage") return MakeText("符合条件的阶段", "a stage that applies");
  for (const Wanted& wanted : kWanted) {
    if (!path.ends_with(wanted.mark)) continue;
    const scheme::Wording field = PlainText(path.substr(0, path.size() - wanted.mark.size()));
    return MakeText(field.zh + std::string(wanted.zh), std::string(wanted.en) + field.en);
  }
  if (path.starts_with(kPointsPath) && path.ends_with("\")")) return PointsText(path);
  if (path.starts_with(kValuePath) && path.ends_with("\")")) return ValueText(path);
  return PlainText(path);
}

}  // namespace

scheme::Wording JoinPaths(const google::protobuf::RepeatedPtrField<std::string>& paths) {
  scheme::Wording joined;
  for (const std::string& path : paths) {
    const scheme::Wording text = PathText(path);
    absl::StrAppend(&joined.zh, joined.zh.empty() ? "" : "、", text.zh);
    absl::StrAppend(&joined.en, joined.en.empty() ? "" : ", ", text.en);
  }
  return joined;
}

}  // namespace jifen::scoring::evaluate
