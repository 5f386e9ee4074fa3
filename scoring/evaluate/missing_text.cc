#include "scoring/evaluate/missing_text.h"

#include "absl/strings/str_cat.h"

namespace jifen::scoring::evaluate {
namespace {

// What a figure that was reported should have been, for a sentence that says that it is missing.
struct Wanted {
  std::string_view mark;  // at the end of the path
  std::string_view zh;
  std::string_view en;
};

constexpr Wanted kWanted[] = {
    {" = 0", " 不为 0 的数值", "a value other than 0 of "},
    {" <= 0", " 大于 0 的数值", "a value above 0 of "},
};

v1::Text MakeText(std::string zh, std::string en) {
  v1::Text text;
  text.set_zh(std::move(zh));
  text.set_en(std::move(en));
  return text;
}

// "mark = 12, want 4..6".
v1::Text MarkText(std::string_view path) {
  const size_t want = path.find(kMarkWant);
  const std::string got(path.substr(kMarkPath.size(), want - kMarkPath.size()));
  const std::string range(path.substr(want + kMarkWant.size()));
  const size_t dots = range.find("..");
  const std::string low = range.substr(0, dots);
  const std::string high = range.substr(dots + 2);
  return MakeText(absl::StrCat(low, " 至 ", high, " 分之间的专家评分（现为 ", got, " 分）"),
                  absl::StrCat("a mark by experts of ", low, " to ", high, " (it is ", got, ")"));
}

v1::Text PathText(std::string_view path) {
  if (path.starts_with(kMarkPath) && path.find(kMarkWant) != std::string_view::npos) {
    return MarkText(path);
  }
  if (path == "stage") return MakeText("符合条件的阶段", "a stage that applies");
  for (const Wanted& wanted : kWanted) {
    if (!path.ends_with(wanted.mark)) continue;
    const std::string field(path.substr(0, path.size() - wanted.mark.size()));
    return MakeText(field + std::string(wanted.zh), std::string(wanted.en) + field);
  }
  return MakeText(std::string(path), std::string(path));
}

}  // namespace

v1::Text JoinPaths(const google::protobuf::RepeatedPtrField<std::string>& paths) {
  v1::Text joined;
  for (const std::string& path : paths) {
    const v1::Text text = PathText(path);
    absl::StrAppend(joined.mutable_zh(), joined.zh().empty() ? "" : "、", text.zh());
    absl::StrAppend(joined.mutable_en(), joined.en().empty() ? "" : ", ", text.en());
  }
  return joined;
}

}  // namespace jifen::scoring::evaluate
