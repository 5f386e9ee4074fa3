#include "services/score/score_handler.h"

#include <string>

#include "tests/services/score/score_handler_fixture.h"

namespace jifen::services::score {
namespace {

TEST_F(ScoreHandlerTest, ScoresAsOfTodayAndTheYearBefore) {
  const auto scored = scores_.Score("local", Request());
  ASSERT_TRUE(scored.ok()) << scored.status();
  EXPECT_EQ(scored->card().total(), "52");
  EXPECT_EQ(scored->card().year(), 2024);
  EXPECT_EQ(model::FormatDate(scored->card().valid_at()), "2025-06-30");
  EXPECT_FALSE(scored->existed());
}

TEST_F(ScoreHandlerTest, GivesTheSameCardForTheSameQuestion) {
  const auto first = scores_.Score("local", Request());
  PutRecord([] {
    v1::Record unrelated = Report();
    unrelated.set_enterprise_id(kOther);
    return unrelated;
  }());
  const auto second = scores_.Score("local", Request());
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_TRUE(second->existed()) << "what concerns another enterprise makes no new card";
  EXPECT_EQ(first->card().SerializeAsString(), second->card().SerializeAsString());
}

TEST_F(ScoreHandlerTest, AnswersARetriedRequestWithItsCardAfterAChange) {
  const v1::ScoreRequest request = Request();
  const auto first = scores_.Score("local", request);
  v1::Record corrected = Report();
  corrected.mutable_annual_report()->set_sci_tech_staff(31);
  PutRecord(corrected);
  const auto retried = scores_.Score("local", request);
  ASSERT_TRUE(first.ok() && retried.ok());
  EXPECT_EQ(first->SerializeAsString(), retried->SerializeAsString());
  EXPECT_EQ(scores_.Score("local", Request())->card().total(), "60");
}

TEST_F(ScoreHandlerTest, KeepsTheCardAsItWasKnown) {
  const auto before = scores_.Score("local", Request());
  ASSERT_TRUE(before.ok());
  v1::Record corrected = Report();
  corrected.mutable_annual_report()->set_sci_tech_staff(31);
  PutRecord(corrected);
  v1::ScoreRequest as_known = Request();
  as_known.set_known_at(before->card().known_at());
  const auto then = scores_.Score("local", as_known);
  ASSERT_TRUE(then.ok()) << then.status();
  EXPECT_EQ(then->card().SerializeAsString(), before->card().SerializeAsString());
}

TEST_F(ScoreHandlerTest, RefusesWithTheReasonThatIsWritten) {
  struct Row {
    const char* name;
    void (*spoil)(v1::ScoreRequest&);
    v1::Reason reason;
  };
  const Row rows[] = {
      {"no request id", [](v1::ScoreRequest& r) { r.clear_request_id(); },
       v1::REASON_REQUEST_ID_INVALID},
      {"no day", [](v1::ScoreRequest& r) { *r.mutable_valid_at() = model::MakeDate(2025, 2, 30); },
       v1::REASON_DATE_INVALID},
      {"year out of range", [](v1::ScoreRequest& r) { r.set_year(1989); }, v1::REASON_OUT_OF_RANGE},
      {"year before scheme",
       [](v1::ScoreRequest& r) {
         r.set_year(1989);
         r.set_scheme_id("nothing");
       },
       v1::REASON_OUT_OF_RANGE},
      {"day to come",
       [](v1::ScoreRequest& r) { *r.mutable_valid_at() = model::MakeDate(2025, 7, 1); },
       v1::REASON_OUT_OF_RANGE},
      {"year to come", [](v1::ScoreRequest& r) { r.set_year(2025); }, v1::REASON_OUT_OF_RANGE},
      {"no credit code", [](v1::ScoreRequest& r) { r.set_enterprise_id("91330100799655058A"); },
       v1::REASON_CREDIT_CODE_INVALID},
      {"no scheme", [](v1::ScoreRequest& r) { r.clear_scheme_id(); }, v1::REASON_FIELD_REQUIRED},
      {"unknown scheme", [](v1::ScoreRequest& r) { r.set_scheme_id("nothing"); },
       v1::REASON_SCHEME_UNKNOWN},
      {"unknown version", [](v1::ScoreRequest& r) { r.set_scheme_version(9); },
       v1::REASON_SCHEME_UNKNOWN},
      {"future revision", [](v1::ScoreRequest& r) { r.set_known_at(1'000'000); },
       v1::REASON_REVISION_UNKNOWN},
      {"unknown enterprise", [](v1::ScoreRequest& r) { r.set_enterprise_id("9144030071526726XG"); },
       v1::REASON_ENTERPRISE_UNKNOWN},
  };
  for (const Row& row : rows) {
    v1::ScoreRequest request = Request();
    row.spoil(request);
    const uint64_t revision = (*store_->NewSnapshot())->revision();
    EXPECT_EQ(ReasonOf(scores_.Score("local", request).status()), row.reason) << row.name;
    EXPECT_EQ((*store_->NewSnapshot())->revision(), revision) << row.name << " wrote something";
  }
}

TEST_F(ScoreHandlerTest, SaysWhatToNameWhereNothingIsNamed) {
  v1::ScoreRequest request = Request();
  request.clear_scheme_id();
  const absl::Status no_scheme = scores_.Score("local", request).status();
  EXPECT_EQ(ReasonOf(no_scheme), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(model::DetailOf(no_scheme)->path(), "scheme_id");
  EXPECT_EQ(
      no_scheme.message(),
      "scheme_id: want the id of a scheme: name a scheme; SchemeService.ListSchemes lists them");
  request = Request();
  request.clear_enterprise_id();
  const absl::Status no_enterprise = scores_.Score("local", request).status();
  EXPECT_EQ(ReasonOf(no_enterprise), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(model::DetailOf(no_enterprise)->path(), "enterprise_id");
  const absl::Status no_list = scores_.ListScores({}).status();
  EXPECT_EQ(ReasonOf(no_list), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(model::DetailOf(no_list)->path(), "enterprise_id");
  v1::GetScoreRequest newest;
  newest.mutable_newest()->set_scheme_id(kScheme);
  const absl::Status no_newest = scores_.GetScore(newest).status();
  EXPECT_EQ(ReasonOf(no_newest), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(model::DetailOf(no_newest)->path(), "newest.enterprise_id");
}

TEST_F(ScoreHandlerTest, NamesTheFieldOfAnUnknownVersion) {
  v1::ScoreRequest request = Request();
  request.set_scheme_version(9);
  EXPECT_EQ(model::DetailOf(scores_.Score("local", request).status())->path(), "scheme_version");
  request.set_scheme_id("nothing");
  EXPECT_EQ(model::DetailOf(scores_.Score("local", request).status())->path(), "scheme_id");
}

TEST_F(ScoreHandlerTest, GivesNoScoreWithoutAReport) {
  const auto scored = scores_.Score("local", Request(kOther));
  ASSERT_TRUE(scored.ok()) << scored.status();
  EXPECT_FALSE(scored->card().has_total());
}

TEST_F(ScoreHandlerTest, FindsCardsByIdAndTheNewest) {
  const std::string id = scores_.Score("local", Request())->card().card_id();
  v1::GetScoreRequest by_id;
  by_id.set_card_id(id);
  EXPECT_EQ(scores_.GetScore(by_id)->card().card_id(), id);
  v1::GetScoreRequest newest;
  newest.mutable_newest()->set_enterprise_id(kId);
  newest.mutable_newest()->set_scheme_id(kScheme);
  EXPECT_EQ(scores_.GetScore(newest)->card().card_id(), id);
  newest.mutable_newest()->set_enterprise_id(kOther);
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_SCORE_CARD_UNKNOWN);
  EXPECT_EQ(ReasonOf(scores_.GetScore(v1::GetScoreRequest()).status()), v1::REASON_FIELD_REQUIRED);
  newest.mutable_newest()->set_scheme_id("nothing");
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_SCHEME_UNKNOWN);
  newest.mutable_newest()->set_scheme_id(kScheme);
  newest.mutable_newest()->set_enterprise_id("9144030071526726XG");
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_ENTERPRISE_UNKNOWN);
  newest.mutable_newest()->set_enterprise_id("9144030071526726X");
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_CREDIT_CODE_INVALID);
  newest.mutable_newest()->clear_scheme_id();
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_FIELD_REQUIRED);
  by_id.set_card_id("nonsense");
  EXPECT_EQ(ReasonOf(scores_.GetScore(by_id).status()), v1::REASON_TEXT_INVALID);
}

TEST_F(ScoreHandlerTest, BatchesGiveExactlyTheSingleAnswers) {
  ASSERT_TRUE(scores_.Score("local", Request()).ok());
  v1::BatchGetScoresRequest request;
  request.set_scheme_id(kScheme);
  EXPECT_EQ(ReasonOf(scores_.BatchGetScores(request).status()), v1::REASON_OUT_OF_RANGE);
  for (int i = 0; i < kBatchMax; ++i) request.add_enterprise_ids(i % 5 == 0 ? kId : kOther);
  const auto batch = scores_.BatchGetScores(request);
  ASSERT_TRUE(batch.ok());
  ASSERT_EQ(batch->scores_size(), kBatchMax);
  for (int i = 0; i < kBatchMax; ++i) {
    v1::GetScoreRequest single;
    single.mutable_newest()->set_enterprise_id(request.enterprise_ids(i));
    single.mutable_newest()->set_scheme_id(kScheme);
    const auto got = scores_.GetScore(single);
    ASSERT_EQ(batch->scores(i).has_card(), got.ok());
    if (got.ok()) {
      EXPECT_EQ(batch->scores(i).card().SerializeAsString(), got->card().SerializeAsString());
    } else {
      EXPECT_EQ(batch->scores(i).error().reason(), ReasonOf(got.status()));
    }
  }
  request.add_enterprise_ids(kId);
  EXPECT_EQ(ReasonOf(scores_.BatchGetScores(request).status()), v1::REASON_OUT_OF_RANGE);
}

TEST_F(ScoreHandlerTest, RefusesABatchThatNoClientWouldTake) {
  ASSERT_TRUE(scores_.Score("local", Request()).ok());
  v1::BatchGetScoresRequest request;
  request.set_scheme_id(kScheme);
  for (int i = 0; i < kBatchMax; ++i) request.add_enterprise_ids(kId);
  const absl::Status status = scores_.BatchGetScores(request).status();
  EXPECT_EQ(ReasonOf(status), v1::REASON_TOO_LARGE);
  EXPECT_EQ(model::DetailOf(status)->path(), "enterprise_ids");
}

TEST_F(ScoreHandlerTest, SaysWhichIdOfABatchIsNoCreditCode) {
  v1::BatchGetScoresRequest request;
  request.set_scheme_id(kScheme);
  request.add_enterprise_ids("91330100799655058A");
  request.add_enterprise_ids(kId);
  const auto batch = scores_.BatchGetScores(request);
  ASSERT_TRUE(batch.ok());
  EXPECT_EQ(batch->scores(0).error().reason(), v1::REASON_CREDIT_CODE_INVALID);
  EXPECT_EQ(batch->scores(0).error().path(), "enterprise_ids[0]");
  EXPECT_EQ(batch->scores(1).error().reason(), v1::REASON_SCORE_CARD_UNKNOWN);
  EXPECT_EQ(batch->scores(1).error().path(), "enterprise_ids[1]");
  request.clear_scheme_id();
  EXPECT_EQ(ReasonOf(scores_.BatchGetScores(request).status()), v1::REASON_FIELD_REQUIRED);
}

TEST_F(ScoreHandlerTest, ListsTheCardsOfAnEnterpriseNewestFirst) {
  const std::string first = scores_.Score("local", Request())->card().card_id();
  v1::Record corrected = Report();
  corrected.mutable_annual_report()->set_staff(101);
  PutRecord(corrected);
  const std::string second = scores_.Score("local", Request())->card().card_id();
  v1::ListScoresRequest request;
  request.set_enterprise_id(kId);
  const auto list = scores_.ListScores(request);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->cards_size(), 2);
  EXPECT_EQ(list->cards(0).card_id(), second);
  EXPECT_EQ(list->cards(1).card_id(), first);
  request.set_enterprise_id("9144030071526726XG");
  EXPECT_EQ(ReasonOf(scores_.ListScores(request).status()), v1::REASON_ENTERPRISE_UNKNOWN);
  request.set_enterprise_id("9144030071526726X");
  EXPECT_EQ(ReasonOf(scores_.ListScores(request).status()), v1::REASON_CREDIT_CODE_INVALID);
}

}  // namespace
}  // namespace jifen::services::score
