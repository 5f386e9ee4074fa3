// What a card says, on the worked case of 国科发政〔2017〕115号 with the vectors' dossier.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "scoring/evaluate/card_check.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/scheme/vector_dossier.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

class WorkedCard : public testing::Test {
 protected:
  WorkedCard()
      : scheme_(CompileShippedScheme("sme-tech-2017")),
        dossier_(*scheme::FindBase(scheme_->message(), "worked")) {
    for (int i = 0; i < dossier_.records_size(); ++i) {
      v1::RecordVersion* version = dossier_.mutable_records(i);
      version->set_revision(10 + static_cast<uint64_t>(i));
      v1::Provenance* provenance = version->mutable_record()->mutable_provenance();
      provenance->set_source_department("某局");
      provenance->set_source_reference("t.csv:" + std::to_string(i + 2));
    }
    dossier_.set_known_at(57);
  }

  v1::ScoreCard Make() {
    Evaluator evaluator;
    auto card = Score(*scheme_, dossier_, 0, &evaluator);
    EXPECT_TRUE(card.ok()) << card.status();
    return card.ok() ? *std::move(card) : v1::ScoreCard();
  }

  v1::Record* RecordOf(const std::string& id) {
    for (v1::RecordVersion& version : *dossier_.mutable_records()) {
      if (version.record().record_id() == id) return version.mutable_record();
    }
    return nullptr;
  }

  std::shared_ptr<const scheme::CompiledScheme> scheme_;
  v1::Dossier dossier_;
};

std::vector<std::string> English(const v1::ScoreCard& card) {
  std::vector<std::string> texts;
  for (const v1::Text& reason : card.reasons()) texts.push_back(reason.en());
  return texts;
}

TEST_F(WorkedCard, NamesTheEnterpriseTheSchemeAndBothClocks) {
  const v1::ScoreCard card = Make();
  EXPECT_EQ(card.card_id(), "91421202000000000A/sme-tech-2017@1/2024/2025-06-30/57");
  EXPECT_EQ(card.enterprise_name(), "示例企业");
  EXPECT_EQ(card.scheme_sha256(), scheme_->sha256());
  EXPECT_EQ(card.scheme_figures(), v1::FIGURES_STATUS_OFFICIAL);
  EXPECT_EQ(card.year(), 2024);
  EXPECT_EQ(card.known_at(), 57u);
  EXPECT_EQ(card.total(), "70");
  EXPECT_EQ(card.total_maximum(), "100");
  EXPECT_EQ(card.pass_mark(), "60");
  EXPECT_EQ(card.outcome(), v1::OUTCOME_PASSED);
}

TEST_F(WorkedCard, ShowsValueBandPointsAndNextBandOfAnIndicator) {
  const v1::IndicatorResult staff = Make().categories(0).indicators(0);
  EXPECT_EQ(staff.value(), "0.22");
  EXPECT_EQ(staff.points(), "12");
  EXPECT_EQ(staff.position().index(), 3);
  EXPECT_EQ(staff.position().from(), "0.2");
  EXPECT_EQ(staff.position().to(), "0.25");
  EXPECT_EQ(staff.position().closed(), v1::CLOSED_LOWER);
  EXPECT_EQ(staff.next().bound(), "0.25");
  EXPECT_EQ(staff.next().points(), "16");
  EXPECT_EQ(staff.next().gain(), "4");
  EXPECT_EQ(staff.minimum_exceeded(), "0");
  EXPECT_EQ(staff.reason().zh(),
            "科技人员占职工总数的比例：22%，属于“20% 至 25%（不含）”档，得 12 分（满分 20 分）。");
  EXPECT_EQ(
      staff.reason().en(),
      "Science and technology staff as a share of all staff: 22% is in the band \"20% to below "
      "25%\" and gives 12 of 20 points.");
}

TEST_F(WorkedCard, ShowsEveryOptionAndTheOneThatCounts) {
  const v1::ScoreCard card = Make();
  const v1::IndicatorResult& rd = card.categories(1).indicators(0);
  EXPECT_EQ(rd.option_id(), "sales");
  EXPECT_EQ(rd.value(), "0.052");
  EXPECT_EQ(rd.points(), "40");
  EXPECT_EQ(rd.options(1).option_id(), "costs");
  EXPECT_EQ(rd.options(1).value(), "0.056521739130434783");
  EXPECT_EQ(rd.options(1).points(), "0");
  EXPECT_EQ(rd.next().option_id(), "sales");
  EXPECT_EQ(rd.next().bound(), "0.06");
  EXPECT_EQ(rd.reason().zh(),
            "研发投入（研发费用总额占销售收入的比例）：5.2%，属于“5% 至 6%（不含）”档，得 40 "
            "分（满分 50 分）。");
  const v1::IndicatorResult& rights = card.categories(2).indicators(0);
  EXPECT_EQ(rights.option_id(), "class_ii");
  EXPECT_EQ(rights.value(), "3");
  // One more is a quarter of four, and the whole of the first right of class I.
  EXPECT_EQ(rights.next().option_id(), "class_ii");
  EXPECT_EQ(rights.next().points(), "24");
}

TEST_F(WorkedCard, ShowsTheRecordsBehindAnIndicator) {
  const v1::ScoreCard card = Make();
  const v1::IndicatorResult& staff = card.categories(0).indicators(0);
  ASSERT_EQ(staff.evidence_size(), 1);
  EXPECT_EQ(staff.evidence(0).kind(), v1::RECORD_KIND_ANNUAL_REPORT);
  EXPECT_EQ(staff.evidence(0).record_id(), "2024");
  EXPECT_EQ(staff.evidence(0).revision(), 11u);
  EXPECT_EQ(staff.evidence(0).source_department(), "某局");
  EXPECT_EQ(staff.evidence(0).source_reference(), "t.csv:3");
  const v1::IndicatorResult& rights = card.categories(2).indicators(0);
  std::vector<std::string> ids;
  for (const v1::Evidence& evidence : rights.evidence()) ids.push_back(evidence.record_id());
  EXPECT_THAT(ids, testing::ElementsAre("u1", "u2", "u3"));
  EXPECT_EQ(model::FormatDate(card.oldest_source()), "2020-01-01");
  EXPECT_EQ(model::FormatDate(card.newest_source()), "2024-12-31");
  EXPECT_FALSE(card.disputed());
}

TEST_F(WorkedCard, OfAPassSaysThatItPassed) {
  EXPECT_THAT(English(Make()),
              testing::ElementsAre("The total of 70 reaches 60 points and every minimum is met."));
}

TEST_F(WorkedCard, MarksWhatRestsOnADisputedRecord) {
  RecordOf("u2")->mutable_provenance()->set_verification(v1::VERIFICATION_STATE_DISPUTED);
  const v1::ScoreCard card = Make();
  EXPECT_TRUE(card.disputed());
  EXPECT_EQ(card.categories(2).indicators(0).state(), v1::VALUE_STATE_DISPUTED);
  EXPECT_EQ(card.categories(2).indicators(0).points(), "18");
  EXPECT_TRUE(card.categories(2).indicators(0).evidence(1).disputed());
  EXPECT_EQ(card.categories(0).indicators(0).state(), v1::VALUE_STATE_PRESENT);
}

TEST_F(WorkedCard, OfAFailureSaysWhatWasMissedAndWhatWouldHelpMost) {
  RecordOf("2024")->mutable_annual_report()->set_sci_tech_staff(9);
  EXPECT_THAT(
      English(Make()),
      testing::ElementsAre(
          "The total of 58 does not meet the pass mark of 60 points and every minimum.",
          "Science and technology staff as a share of all staff gives 0 points, and must give more "
          "than 0.",
          "R&D spending (R&D spending as a share of sales revenue): at least 6% would give 10 more "
          "points.",
          "Valid intellectual property that bears on the main product (Class II): at least 4 would "
          "give 6 more points.",
          "Science and technology staff as a share of all staff: at least 10% would give 4 more "
          "points."));
}

TEST_F(WorkedCard, OfAFailedConditionSaysItFirst) {
  RecordOf("profile")->mutable_profile()->set_resident(false);
  RecordOf("profile")->mutable_profile()->clear_industry_prohibited();
  const v1::ScoreCard card = Make();
  EXPECT_EQ(card.outcome(), v1::OUTCOME_FAILED);
  EXPECT_EQ(card.reasons(0).zh(),
            "不符合条件：在中国境内（不包括港、澳、台地区）注册的居民企业（第六条第（一）项）。");
  EXPECT_EQ(
      card.reasons(1).en(),
      "Cannot be decided: Products and services that the state does not prohibit, restrict or "
      "eliminate (第六条第（三）项); \"prohibited industry\" of the profile is missing.");
  EXPECT_EQ(card.gates(0).state(), v1::GATE_STATE_FAIL);
  EXPECT_EQ(card.gates(0).evidence(0).record_id(), "profile");
  EXPECT_THAT(card.gates(4).missing(), testing::ElementsAre("profile.industry_prohibited"));
}

TEST_F(WorkedCard, NamesADirectPassAsAReasonOnlyIfItPassed) {
  v1::Record* title = dossier_.add_records()->mutable_record();
  title->set_record_id("high-tech");
  *title->mutable_valid_from() = model::MakeDate(2024, 1, 1);
  title->mutable_qualification()->set_kind(v1::QUALIFICATION_KIND_HIGH_TECH);
  const std::string passes =
      "Passes directly: Valid certificate of a high-tech enterprise (第八条第（一）项).";
  EXPECT_THAT(English(Make()), testing::Contains(passes));
  RecordOf("profile")->mutable_profile()->set_resident(false);
  const v1::ScoreCard failed = Make();
  EXPECT_THAT(English(failed), testing::Not(testing::Contains(passes)));
  EXPECT_EQ(failed.direct_passes(0).state(), v1::GATE_STATE_PASS);
}

TEST_F(WorkedCard, WithoutAFigureSaysWhatIsMissing) {
  RecordOf("2024")->mutable_annual_report()->clear_sci_tech_staff();
  const v1::ScoreCard card = Make();
  EXPECT_EQ(card.outcome(), v1::OUTCOME_NOT_SCORED);
  EXPECT_FALSE(card.has_total());
  EXPECT_EQ(card.reasons(0).zh(), "不予评分：缺少 2024 年年度报告的“科技人员”。");
  EXPECT_EQ(card.categories(0).indicators(0).reason().en(),
            "Science and technology staff as a share of all staff: "
            "\"science and technology staff\" of the annual report 2024 is missing; it gives 0 "
            "points.");
}

TEST_F(WorkedCard, DoesNotCallAReportedZeroMissing) {
  RecordOf("2024")->mutable_annual_report()->set_staff(0);
  RecordOf("2024")->mutable_annual_report()->set_sci_tech_staff(0);
  const v1::ScoreCard card = Make();
  EXPECT_EQ(card.reasons(0).zh(), "不予评分：缺少 2024 年年度报告的“职工总数”不为 0 的数值。");
  EXPECT_EQ(card.categories(0).indicators(0).reason().en(),
            "Science and technology staff as a share of all staff: "
            "a value other than 0 of \"staff\" of the annual report 2024 is missing; it gives 0 "
            "points.");
  EXPECT_EQ(card.categories(0).indicators(0).missing(0), "annual_report[2024].staff = 0");
}

TEST_F(WorkedCard, AddsUpFromItsTexts) {
  const v1::ScoreCard card = Make();
  EXPECT_TRUE(CheckCard(card, scheme_->parts().total).ok());
}

TEST_F(WorkedCard, ThatWasTamperedWithDoesNotAddUp) {
  const auto path_of = [this](const v1::ScoreCard& card) {
    const absl::Status status = CheckCard(card, scheme_->parts().total);
    const auto detail = model::DetailOf(status);
    if (!detail.has_value()) return std::string("no fault");
    EXPECT_EQ(detail->reason(), v1::REASON_CARD_NOT_EXACT);
    return detail->path();
  };
  v1::ScoreCard card = Make();
  card.set_total("71");
  EXPECT_EQ(path_of(card), "total");
  card = Make();
  card.mutable_categories(1)->set_points("41");
  EXPECT_EQ(path_of(card), "categories[1].points");
  card = Make();
  card.mutable_categories(1)->mutable_indicators(0)->set_points("51");
  EXPECT_EQ(path_of(card), "categories[1].indicators[0].points");
  card = Make();
  card.mutable_categories(1)->mutable_indicators(0)->set_points("-1");
  EXPECT_EQ(path_of(card), "categories[1].indicators[0].points");
  card = Make();
  card.mutable_categories(1)->set_cut("1");
  EXPECT_EQ(path_of(card), "categories[1].points");
  card = Make();
  card.mutable_categories(0)->mutable_indicators(0)->set_points("12.000000000000000001");
  EXPECT_EQ(path_of(card), "categories[0].points");
  card = Make();
  card.mutable_categories(1)->set_maximum("39");
  EXPECT_EQ(path_of(card), "categories[1].points");
  card = Make();
  card.mutable_categories(1)->clear_maximum();
  EXPECT_EQ(path_of(card), "categories[1].maximum");
  card = Make();
  card.set_total_maximum("69.999999999999999999");
  EXPECT_EQ(path_of(card), "total_maximum");
  card.clear_total();
  EXPECT_EQ(path_of(card), "total_maximum") << "also where nothing is scored";
  card = Make();
  card.set_total_maximum("x");
  EXPECT_EQ(path_of(card), "total_maximum");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
