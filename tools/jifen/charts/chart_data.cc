#include "tools/jifen/charts/chart_data.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "proto/model/calendar.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/statistics_view.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

using Json = nlohmann::ordered_json;
using TitledGrades = std::vector<std::pair<std::string, std::string>>;  // ids and titles
using Summaries = google::protobuf::RepeatedPtrField<v1::ScoreSummary>;

// What the script says itself, by the names that it has for it.
constexpr std::pair<const char*, Phrase> kWords[] = {
    {"kind", Phrase::kChartKind},
    {"table_follows", Phrase::kChartTableFollows},
    {"show_numbers", Phrase::kChartShowNumbers},
    {"total", Phrase::kTotal},
    {"enterprises", Phrase::kEnterprises},
    {"share", Phrase::kShare},
    {"before", Phrase::kBefore},
    {"after", Phrase::kAfter},
    {"before_after", Phrase::kBeforeAfter},
    {"pass_mark", Phrase::kChartPassMark},
    {"histogram", Phrase::kTotals},
    {"histogram_note", Phrase::kChartHistogramNote},
    {"histogram_compared", Phrase::kChartHistogramCompared},
    {"scored", Phrase::kScored},
    {"passed", Phrase::kPassed},
    {"mean", Phrase::kMean},
    {"median", Phrase::kMedian},
    {"median_all", Phrase::kChartMedianAll},
    {"grades", Phrase::kGradeShares},
    {"grade", Phrase::kGrade},
    {"counties", Phrase::kByCounty},
    {"county", Phrase::kCounty},
    {"industries", Phrase::kByIndustry},
    {"section", Phrase::kIndustrySection},
    {"stages", Phrase::kByStage},
    {"stage", Phrase::kStage},
    {"spread_note", Phrase::kChartSpreadNote},
    {"not_scored", Phrase::kNotScoredBecause},
    {"not_scored_note", Phrase::kChartNotScoredNote},
    {"indicators", Phrase::kIndicators},
    {"indicators_note", Phrase::kChartIndicatorsNote},
    {"indicator", Phrase::kIndicator},
    {"with_value", Phrase::kWithValue},
    {"mean_points", Phrase::kMeanPoints},
    {"maximum", Phrase::kMaximum},
    {"points", Phrase::kPointsSum},
    {"cause", Phrase::kCause},
    {"causes", Phrase::kCauses},
    {"altogether", Phrase::kAltogether},
    {"by_cause", Phrase::kByCause},
    {"by_cause_note", Phrase::kChartByCauseNote},
    {"migration", Phrase::kChartMigration},
    {"migration_note", Phrase::kChartMigrationNote},
    {"stability", Phrase::kChartStability},
    {"stability_note", Phrase::kChartStabilityNote},
    {"movers", Phrase::kChartMovers},
    {"gains", Phrase::kGains},
    {"losses", Phrase::kLosses},
    {"change", Phrase::kChangeBy},
};

// 100 * part / whole without digits after the point, half to even.
std::string PercentText(const std::string& part, const std::string& whole) {
  const int halves = PartsOf(part, whole, 200);
  int percent = halves / 2;
  const bool tie =
      CompareDecimals(TimesSmall(part, 200), TimesSmall(whole, halves)) == 0 && percent % 2 == 0;
  if (halves % 2 == 1 && !tie) ++percent;
  return std::to_string(percent) + " %";
}

class Maker {
 public:
  Maker(Language language, const ChartInput& input)
      : terminal_{.language = language}, input_(input), statistics_(input.statistics) {}

  Json Make() const {
    const v1::ScoreSummary& all = statistics_.all();
    Json data;
    data["words"] = Words();
    data["title"] = Say(Phrase::kGenerationOf, {input_.generation.generation_id()});
    data["facts"] = FactsOf();
    data["figures"] = Figures();
    data["passes"] = Passes();
    data["maximum"] = statistics_.total_maximum();
    data["pass_mark"] = statistics_.has_pass_mark() ? Json(statistics_.pass_mark()) : Json();
    data["median"] = all.quantiles_size() > 2 ? Json(all.quantiles(2)) : Json();
    data["histogram"] = Histogram();
    data["grades"] = Grades();
    data["counties"] = Parts(statistics_.counties(), /*sections=*/false);
    data["industries"] = Parts(statistics_.industries(), /*sections=*/true);
    data["stages"] = Parts(statistics_.stages(), /*sections=*/false);
    data["not_scored"] = NotScored();
    data["indicators"] = Indicators();
    data["diff"] = input_.diff == nullptr ? Json() : DiffOf(*input_.diff);
    data["footer"] = {Say(Phrase::kForReference),
                      Say(Phrase::kSchemeHash) + " " + input_.generation.plan().scheme_sha256(),
                      Say(Phrase::kCardsHash) + " " + input_.generation.cards_sha256()};
    return data;
  }

 private:
  std::string Say(Phrase phrase, const std::vector<std::string>& arguments = {}) const {
    return cli::Say(terminal_.language, phrase, arguments);
  }
  std::string Label(const std::string& name) const { return EnumLabel(terminal_.language, name); }

  Json Words() const {
    Json words;
    for (const auto& [name, phrase] : kWords) words[name] = Say(phrase);
    words["name"] = FieldLabel(terminal_.language, "enterprise", "name");
    words["code"] = FieldLabel(terminal_.language, "enterprise", "enterprise_id");
    return words;
  }

  Json FactsOf() const {
    const v1::RunPlan& plan = input_.generation.plan();
    Json facts = Json::array();
    const auto add = [&](Phrase label, const std::string& value) {
      if (!value.empty()) facts.push_back({Say(label), value});
    };
    add(Phrase::kScheme, (input_.scheme_title.empty() ? "" : input_.scheme_title + " · ") +
                             plan.scheme_id() + "@" + std::to_string(plan.scheme_version()));
    add(Phrase::kAsked, Say(Phrase::kYearOf, {std::to_string(plan.year())}));
    add(Phrase::kValidAt, plan.has_valid_at() ? model::FormatDate(plan.valid_at()) : "");
    add(Phrase::kDataRevision, std::to_string(statistics_.revision()));
    add(Phrase::kState, Label(v1::GenerationState_Name(input_.generation.state())));
    add(Phrase::kPublishedAt, TimeText(input_.generation.published_at()));
    return facts;
  }

  Json Figures() const {
    const v1::ScoreSummary& all = statistics_.all();
    Json figures = Json::array();
    const auto add = [&](Phrase label, const std::string& value, const std::string& note) {
      figures.push_back({{"label", Say(label)}, {"value", value}, {"note", note}});
    };
    add(Phrase::kEnterprises, CountText(all.enterprises()), "");
    add(Phrase::kScored, CountText(all.scored()), ShareText(all.scored(), all.enterprises()));
    // Under a scheme that passes nobody a 0 would look like a verdict.
    if (Passes()) add(Phrase::kPassed, CountText(all.passed()), ShareOfAll(all.passed()));
    if (!all.has_mean()) return figures;
    add(Phrase::kMean, RoundTo(all.mean(), 2),
        Say(Phrase::kOfMaximum, {statistics_.total_maximum()}));
    if (all.quantiles_size() == 5) {
      add(Phrase::kMedian, RoundTo(all.quantiles(2), 2),
          RoundTo(all.quantiles(1), 2) + " – " + RoundTo(all.quantiles(3), 2));
    }
    return figures;
  }

  bool Passes() const { return statistics_.has_pass_mark() || statistics_.all().passed() > 0; }

  Json Histogram() const {
    Json bins = Json::array();
    const bool compared = input_.before != nullptr &&
                          input_.before->histogram_size() == statistics_.histogram_size() &&
                          input_.before->total_maximum() == statistics_.total_maximum();
    for (int i = 0; i < statistics_.histogram_size(); ++i) {
      const v1::HistogramBin& bin = statistics_.histogram(i);
      Json item = {{"from", bin.from()}, {"to", bin.to()}, {"cards", bin.cards()}};
      item["share"] = ShareText(bin.cards(), statistics_.all().scored());
      item["side"] = SideOf(bin);
      if (compared) item["before"] = input_.before->histogram(i).cards();
      bins.push_back(std::move(item));
    }
    return bins;
  }

  // Of the pass mark; a bin that it lies within holds totals of both sides.
  std::string SideOf(const v1::HistogramBin& bin) const {
    if (!statistics_.has_pass_mark()) return "above";
    if (CompareDecimals(bin.from(), statistics_.pass_mark()) >= 0) return "above";
    return CompareDecimals(bin.to(), statistics_.pass_mark()) > 0 ? "both" : "below";
  }

  Json Grades() const {
    std::map<std::string, uint64_t> before;
    if (input_.before != nullptr) {
      for (const v1::ScoreSummary& grade : input_.before->grades()) {
        before[grade.key()] = grade.enterprises();
      }
    }
    Json grades = Json::array();
    if (!IsDivided(statistics_.grades())) return grades;
    for (const v1::ScoreSummary& grade : statistics_.grades()) {
      Json item = {{"label", PartText(terminal_, grade.title(), grade.key())},
                   {"number", grade.enterprises()},
                   {"share", ShareOfAll(grade.enterprises())}};
      const auto was = before.find(grade.key());
      if (was != before.end()) item["before"] = was->second;
      grades.push_back(std::move(item));
    }
    return grades;
  }

  Json Parts(const Summaries& summaries, bool sections) const {
    Json parts = Json::array();
    if (!IsDivided(summaries)) return parts;
    for (const v1::ScoreSummary& part : summaries) {
      Json quantiles = Json::array();
      for (const std::string& quantile : part.quantiles()) quantiles.push_back(quantile);
      parts.push_back({{"label", sections ? SectionText(terminal_, part.key())
                                          : PartText(terminal_, part.title(), part.key())},
                       {"enterprises", part.enterprises()},
                       {"scored", part.scored()},
                       {"passed_share", ShareText(part.passed(), part.enterprises())},
                       {"mean", part.has_mean() ? Json(part.mean()) : Json()},
                       {"quantiles", std::move(quantiles)}});
    }
    return parts;
  }

  Json NotScored() const {
    Json causes = Json::array();
    for (const v1::NotScoredCount& count : statistics_.not_scored()) {
      std::string label = Label(v1::NotScoredCause_Name(count.cause()));
      if (!count.indicator_id().empty()) label += ": " + TitleOf(count.indicator_id());
      causes.push_back({{"label", std::move(label)},
                        {"number", count.enterprises()},
                        {"share", ShareOfAll(count.enterprises())}});
    }
    return causes;
  }

  std::string TitleOf(const std::string& indicator_id) const {
    const auto& indicators = statistics_.indicators();
    const auto found = std::find_if(indicators.begin(), indicators.end(),
                                    [&indicator_id](const v1::IndicatorSummary& indicator) {
                                      return indicator.indicator_id() == indicator_id;
                                    });
    return found == indicators.end() ? indicator_id
                                     : PartText(terminal_, found->title(), indicator_id);
  }

  Json Indicators() const {
    Json indicators = Json::array();
    for (const v1::IndicatorSummary& indicator : statistics_.indicators()) {
      indicators.push_back(
          {{"label", PartText(terminal_, indicator.title(), indicator.indicator_id())},
           {"present_share", ShareOfAll(indicator.present())},
           {"mean", indicator.has_points_mean() ? Json(indicator.points_mean()) : Json()},
           {"mean_share", PercentText(indicator.points_mean(), indicator.maximum())},
           {"maximum", indicator.maximum()}});
    }
    return indicators;
  }

  std::string ShareOfAll(uint64_t enterprises) const {
    return ShareText(enterprises, statistics_.all().enterprises());
  }

  Json DiffOf(const v1::GenerationDiff& diff) const {
    Json json;
    json["title"] = Say(Phrase::kChartCompared, {diff.from_generation_id()});
    json["note"] = input_.before == nullptr
                       ? ""
                       : RevisionsNote(terminal_.language, statistics_, *input_.before, diff);
    const v1::MoveCounts& moves = diff.moves();
    json["moves"] = Json::array();
    const std::pair<Phrase, uint64_t> counts[] = {{Phrase::kRose, moves.rose()},
                                                  {Phrase::kFell, moves.fell()},
                                                  {Phrase::kSame, moves.same()},
                                                  {Phrase::kBecameScored, moves.became_scored()},
                                                  {Phrase::kLostScore, moves.lost_score()},
                                                  {Phrase::kEntered, moves.entered()},
                                                  {Phrase::kLeft, moves.left()}};
    for (const auto& [label, number] : counts) {
      json["moves"].push_back({{"label", Say(label)}, {"number", number}});
    }
    json["causes"] = Json::array();
    for (const v1::CauseSum& cause : diff.causes()) {
      json["causes"].push_back({{"label", Label(v1::ChangeCause_Name(cause.cause()))},
                                {"amount", cause.amount()},
                                {"enterprises", cause.enterprises()}});
    }
    json["total"] = diff.total_difference();
    json["migration"] = Migration(diff);
    json["stabilities"] = Stabilities(diff);
    json["gains"] = Movers(diff.gains());
    json["losses"] = Movers(diff.losses());
    return json;
  }

  Json Migration(const v1::GenerationDiff& diff) const {
    TitledGrades rows;
    TitledGrades columns;
    std::map<std::string, uint64_t> row_sums;
    for (const v1::GradeMigration& item : diff.migrations()) {
      AddGrade(item.from_grade_id(), item.from_title(), rows);
      AddGrade(item.to_grade_id(), item.to_title(), columns);
      row_sums[item.from_grade_id()] += item.enterprises();
    }
    if (input_.before != nullptr) OrderGrades(*input_.before, rows);
    OrderGrades(statistics_, columns);
    Json cells = Json::array();
    for (const v1::GradeMigration& item : diff.migrations()) {
      cells.push_back({PlaceOf(rows, item.from_grade_id()), PlaceOf(columns, item.to_grade_id()),
                       item.enterprises(),
                       ShareText(item.enterprises(), row_sums[item.from_grade_id()])});
    }
    return {{"rows", TitlesOf(rows)}, {"columns", TitlesOf(columns)}, {"cells", cells}};
  }

  static size_t PlaceOf(const TitledGrades& grades, const std::string& id) {
    const auto found = std::find_if(grades.begin(), grades.end(),
                                    [&id](const auto& grade) { return grade.first == id; });
    return static_cast<size_t>(found - grades.begin());
  }

  void AddGrade(const std::string& id, const v1::Text& title, TitledGrades& grades) const {
    if (PlaceOf(grades, id) == grades.size()) {
      grades.emplace_back(id, PartText(terminal_, title, id));
    }
  }

  // As the scheme has them, those without one last: a pair that does not occur must not move its column.
  static void OrderGrades(const v1::GenerationStatistics& statistics, TitledGrades& grades) {
    const auto rank = [&statistics](const std::string& id) {
      int place = 0;
      while (place < statistics.grades_size() && statistics.grades(place).key() != id) ++place;
      return id.empty() ? statistics.grades_size() + 1 : place;
    };
    std::stable_sort(grades.begin(), grades.end(), [&rank](const auto& left, const auto& right) {
      return rank(left.first) < rank(right.first);
    });
  }

  static Json TitlesOf(const TitledGrades& grades) {
    Json titles = Json::array();
    for (const auto& [id, title] : grades) titles.push_back(title);
    return titles;
  }

  Json Stabilities(const v1::GenerationDiff& diff) const {
    constexpr std::string_view kPrefix = "STABILITY_MARK_";
    Json items = Json::array();
    for (const v1::Stability& item : diff.stabilities()) {
      const std::string name = v1::StabilityMark_Name(item.mark());
      items.push_back({{"label", item.indicator_id().empty()
                                     ? Say(Phrase::kTotal)
                                     : PartText(terminal_, item.title(), item.indicator_id())},
                       {"index", item.index()},
                       {"mark", name.substr(std::min(kPrefix.size(), name.size()))},
                       {"said", Label(name)}});
    }
    return items;
  }

  Json Movers(const google::protobuf::RepeatedPtrField<v1::Mover>& movers) const {
    Json items = Json::array();
    for (const v1::Mover& mover : movers) {
      Json causes = Json::array();
      for (const v1::CauseAmount& cause : mover.causes()) {
        causes.push_back(
            {{"label", Label(v1::ChangeCause_Name(cause.cause()))}, {"amount", cause.amount()}});
      }
      items.push_back({{"name", mover.to().enterprise_name()},
                       {"code", mover.to().enterprise_id()},
                       {"area", mover.to().area_code()},
                       {"before", mover.from().total()},
                       {"after", mover.to().total()},
                       {"difference", mover.difference()},
                       {"causes", std::move(causes)}});
    }
    return items;
  }

  Terminal terminal_;
  const ChartInput& input_;
  const v1::GenerationStatistics& statistics_;
};

}  // namespace

std::string ChartDataJson(Language language, const ChartInput& input) {
  return Maker(language, input)
      .Make()
      .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace jifen::tools::cli
