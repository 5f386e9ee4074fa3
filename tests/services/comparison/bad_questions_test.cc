// What bad input gets: a reason and a path each, and of several faults the first in the documented order.
#include <functional>
#include <string>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "services/comparison/moves.h"
#include "tests/scoring/scheme/bent_scheme.h"
#include "tests/services/comparison/compared_region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::comparison {
namespace {

using rescoring::PathOf;
using rescoring::PlanOf;
using rescoring::ReasonOf;

class BadQuestionTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(RegionScheme(1));
    region_.PutScheme(PeerScheme(1));
    region_.AddEnterprise(1);
    region_.AddEnterprise(2);
    region_.Generate("a", PlanOf(kRegion));
    region_.Generate("b", PlanOf(kRegion));
    region_.Generate("peers", PlanOf(kPeers));
  }

  static void ExpectRefused(const std::string& name, const absl::Status& status, v1::Reason reason,
                            const std::string& path) {
    EXPECT_EQ(v1::Reason_Name(ReasonOf(status)), v1::Reason_Name(reason)) << name << " " << status;
    EXPECT_EQ(PathOf(status), path) << name << " " << status;
  }

  absl::Status Diff(const v1::DiffGenerationsRequest& request) {
    return region_.comparisons.DiffGenerations(request, [](const auto&) { return true; });
  }
  absl::Status Simulate(const v1::SimulateSchemeRequest& request) {
    return region_.comparisons.SimulateScheme(request, [](const auto&) { return true; });
  }

  ComparedRegion region_;
};

TEST_F(BadQuestionTest, OfGenerations) {
  struct Row {
    const char* name;
    std::function<void(v1::DiffGenerationsRequest&)> spoil;
    v1::Reason reason;
    const char* path;
  };
  ASSERT_TRUE(region_.Start("unfinished", PlanOf(kRegion)).ok());
  const Row rows[] = {
      {"to of another scheme", [](auto& r) { r.set_to_generation_id("peers"); },
       v1::REASON_OUT_OF_RANGE, "to_generation_id"},
      {"to that is not complete", [](auto& r) { r.set_to_generation_id("unfinished"); },
       v1::REASON_RUN_INCOMPLETE, "to_generation_id"},
      {"unknown to", [](auto& r) { r.set_to_generation_id("nothing"); },
       v1::REASON_GENERATION_UNKNOWN, "to_generation_id"},
      {"to of no form", [](auto& r) { r.set_to_generation_id("a b"); }, v1::REASON_TEXT_INVALID,
       "to_generation_id"},
      {"no to", [](auto& r) { r.clear_to_generation_id(); }, v1::REASON_FIELD_REQUIRED,
       "to_generation_id"},
      {"unknown from", [](auto& r) { r.set_from_generation_id("nothing"); },
       v1::REASON_GENERATION_UNKNOWN, "from_generation_id"},
      {"no from", [](auto& r) { r.clear_from_generation_id(); }, v1::REASON_FIELD_REQUIRED,
       "from_generation_id"},
      {"movers below 0", [](auto& r) { r.set_movers(-1); }, v1::REASON_OUT_OF_RANGE, "movers"},
      {"too many movers", [](auto& r) { r.set_movers(kMoversMax + 1); }, v1::REASON_OUT_OF_RANGE,
       "movers"},
  };
  v1::DiffGenerationsRequest good;
  good.set_from_generation_id("a");
  good.set_to_generation_id("b");
  good.set_movers(kMoversMax);
  EXPECT_TRUE(Diff(good).ok());
  v1::DiffGenerationsRequest all = good;
  for (const Row& row : rows) {
    v1::DiffGenerationsRequest request = good;
    row.spoil(request);
    ExpectRefused(row.name, Diff(request), row.reason, row.path);
    row.spoil(all);
    ExpectRefused(std::string("before those above: ") + row.name, Diff(all), row.reason, row.path);
  }
}

TEST_F(BadQuestionTest, OfCards) {
  auto lines = LinesOf(region_, "a");
  const std::string one = lines[storage::tables::EnterpriseId(1)].card_id();
  const std::string two = lines[storage::tables::EnterpriseId(2)].card_id();
  struct Row {
    const char* name;
    std::string from;
    std::string to;
    v1::Reason reason;
    const char* path;
  };
  const Row rows[] = {
      {"no from", "", "", v1::REASON_FIELD_REQUIRED, "from_card_id"},
      {"from of no form", "x", "", v1::REASON_TEXT_INVALID, "from_card_id"},
      {"no to", one, "", v1::REASON_FIELD_REQUIRED, "to_card_id"},
      {"to of no form", one + "1", one + "/", v1::REASON_TEXT_INVALID, "to_card_id"},
      {"from of no generation", one + "1", one + "1", v1::REASON_SCORE_CARD_UNKNOWN,
       "from_card_id"},
      {"from that was never stored", one.substr(0, one.rfind('/')), one,
       v1::REASON_SCORE_CARD_UNKNOWN, "from_card_id"},
      {"to of another revision", one, one.substr(0, one.rfind('/', one.rfind('/') - 1)) + "/1/a",
       v1::REASON_SCORE_CARD_UNKNOWN, "to_card_id"},
      {"two enterprises", one, two, v1::REASON_OUT_OF_RANGE, "to_card_id"},
  };
  for (const Row& row : rows) {
    v1::ExplainChangeRequest request;
    request.set_from_card_id(row.from);
    request.set_to_card_id(row.to);
    ExpectRefused(row.name, region_.comparisons.ExplainChange(request).status(), row.reason,
                  row.path);
  }
}

TEST_F(BadQuestionTest, OfDrafts) {
  struct Row {
    const char* name;
    std::function<void(v1::SimulateSchemeRequest&)> spoil;
    v1::Reason reason;
    const char* path;
  };
  // From the last that is looked at to the first.
  const Row rows[] = {
      {"nobody", [](auto& r) { r.mutable_population()->set_area_prefix("11"); },
       v1::REASON_POPULATION_EMPTY, "population"},
      {"unknown title",
       [](auto& r) {
         r.mutable_population()->add_qualifications(static_cast<v1::QualificationKind>(99));
       },
       v1::REASON_UNKNOWN_ENUM, "population.qualifications[0]"},
      {"no area", [](auto& r) { r.mutable_population()->set_area_prefix("x"); },
       v1::REASON_CODE_INVALID, "population.area_prefix"},
      {"future revision", [](auto& r) { r.set_known_at(1'000'000); }, v1::REASON_REVISION_UNKNOWN,
       "known_at"},
      {"year to come", [](auto& r) { r.set_year(2025); }, v1::REASON_OUT_OF_RANGE, "year"},
      {"day to come", [](auto& r) { *r.mutable_valid_at() = model::MakeDate(2025, 7, 1); },
       v1::REASON_OUT_OF_RANGE, "valid_at"},
      {"no day", [](auto& r) { r.mutable_valid_at()->set_month(13); }, v1::REASON_DATE_INVALID,
       "valid_at"},
      {"unknown version", [](auto& r) { r.set_scheme_version(9); }, v1::REASON_SCHEME_UNKNOWN,
       "scheme_version"},
      {"unknown scheme", [](auto& r) { r.set_scheme_id("nothing"); }, v1::REASON_SCHEME_UNKNOWN,
       "scheme_id"},
      {"draft with a fault",
       [](auto& r) {
         scoring::Share(r.mutable_draft())->mutable_measure()->set_value("annual(year).colour");
       },
       v1::REASON_EXPRESSION_NAME, "draft.categories[0].indicators[0].measure.value"},
      {"no draft", [](auto& r) { r.clear_draft(); }, v1::REASON_FIELD_REQUIRED, "draft"},
      {"too many movers", [](auto& r) { r.set_movers(kMoversMax + 1); }, v1::REASON_OUT_OF_RANGE,
       "movers"},
  };
  v1::SimulateSchemeRequest good;
  *good.mutable_draft() = RegionScheme(2);
  EXPECT_TRUE(Simulate(good).ok());
  v1::SimulateSchemeRequest all = good;
  for (const Row& row : rows) {
    v1::SimulateSchemeRequest request = good;
    row.spoil(request);
    ExpectRefused(row.name, Simulate(request), row.reason, row.path);
    row.spoil(all);
    ExpectRefused(std::string("before those above: ") + row.name, Simulate(all), row.reason,
                  row.path);
  }
}

}  // namespace
}  // namespace jifen::services::comparison
