#include "services/score/simulation.h"

#include <functional>
#include <string>

#include "services/score/simulated_dossier.h"
#include "tests/services/score/score_handler_fixture.h"

namespace jifen::services::score {
namespace {

class SimulateTest : public ScoreHandlerTest {
 protected:
  v1::SimulateRequest Ask() {
    v1::SimulateRequest request;
    request.set_enterprise_id(kId);
    request.set_scheme_id(kScheme);
    return request;
  }

  v1::SimulateResponse Simulate(const v1::SimulateRequest& request) {
    const auto response = scores_.Simulate(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? *response : v1::SimulateResponse();
  }

  std::string State() {
    const auto digest = registry_.GetDigest({});
    EXPECT_TRUE(digest.ok()) << digest.status();
    return digest->SerializeAsString() + std::to_string((*store_->NewSnapshot())->revision());
  }

  void ExpectRefused(const std::string& name, const v1::SimulateRequest& request, v1::Reason reason,
                     const std::string& path) {
    const absl::Status status = scores_.Simulate(request).status();
    EXPECT_EQ(v1::Reason_Name(ReasonOf(status)), v1::Reason_Name(reason)) << name << status;
    EXPECT_EQ(model::DetailOf(status).value_or(v1::ErrorDetail()).path(), path) << name;
  }
};

// Of the report of 2024, what it would take to have 31 of 100 staff in science and technology.
v1::Record MoreStaff() {
  v1::Record record;
  record.set_record_id("2024");
  record.mutable_annual_report()->set_sci_tech_staff(31);
  return record;
}

v1::Record Software(const std::string& number) {
  v1::Record record;
  record.set_record_id(number);
  *record.mutable_valid_from() = model::MakeDate(2025, 1, 1);
  v1::IntellectualProperty& right = *record.mutable_intellectual_property();
  right.set_kind(v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT);
  right.set_number(number);
  right.set_core(true);
  *right.mutable_granted() = model::MakeDate(2025, 1, 1);
  return record;
}

v1::Scheme Draft() {
  v1::Scheme draft = QuickScheme();
  draft.set_version(7);
  return draft;
}

// The points of a simulated card, and the rest of it as a stored card would have it.
std::string Comparable(v1::ScoreCard card) {
  card.clear_card_id();
  card.clear_simulated();
  card.clear_known_at();
  return card.SerializeAsString();
}

TEST_F(SimulateTest, WithoutChangesBothCardsAreThatWhichScoreMakes) {
  const v1::SimulateResponse response = Simulate(Ask());
  const auto scored = scores_.Score("local", Request());
  ASSERT_TRUE(scored.ok());
  EXPECT_EQ(Comparable(response.before()), Comparable(scored->card()));
  EXPECT_EQ(Comparable(response.after()), Comparable(scored->card()));
  EXPECT_EQ(response.changes_size(), 0);
  for (const v1::ScoreCard* card : {&response.before(), &response.after()}) {
    EXPECT_TRUE(card->simulated());
    EXPECT_EQ(card->card_id(), "");
    EXPECT_EQ(card->known_at(), scored->card().known_at());
  }
  EXPECT_FALSE(scored->card().simulated());
}

TEST_F(SimulateTest, MergesAddsAndSaysWhatChanged) {
  v1::SimulateRequest request = Ask();
  *request.add_records() = MoreStaff();
  *request.add_records() = Software("2025SR0000001");
  const v1::SimulateResponse response = Simulate(request);
  EXPECT_EQ(response.before().total(), "52");
  EXPECT_EQ(response.after().total(), "66");
  std::string changes;
  for (const v1::PointsChange& change : response.changes()) {
    changes += change.category_id() + "/" + change.indicator_id() + " " + change.before() + " " +
               change.after() + " " + change.difference() + "\n";
  }
  EXPECT_EQ(changes,
            "staff/ 12 20 8\nstaff/staff_share 12 20 8\n"
            "results/ 0 6 6\nresults/rights 0 6 6\n");
}

// The same engine on the same dossier: a simulation says what the next commit would bring.
TEST_F(SimulateTest, SaysTheCardThatTheChangedRecordsGive) {
  v1::SimulateRequest request = Ask();
  *request.add_records() = MoreStaff();
  request.mutable_records(0)->mutable_provenance()->set_verification(
      v1::VERIFICATION_STATE_DISPUTED);
  const v1::SimulateResponse response = Simulate(request);
  v1::Record changed = Report();
  changed.mutable_annual_report()->set_sci_tech_staff(31);
  changed.mutable_provenance()->set_source_department("simulation");
  changed.mutable_provenance()->set_source_reference("records[0]");
  changed.mutable_provenance()->set_verification(v1::VERIFICATION_STATE_DISPUTED);
  PutRecord(changed);
  const auto scored = scores_.Score("local", Request());
  ASSERT_TRUE(scored.ok());
  EXPECT_EQ(response.after().known_at() + 1, scored->card().known_at());
  EXPECT_EQ(Comparable(response.after()), Comparable(scored->card()));
  EXPECT_TRUE(response.after().disputed());
}

TEST_F(SimulateTest, DropsThenMergesThenClears) {
  v1::SimulateRequest request = Ask();
  v1::RecordName& drop = *request.add_drops();
  drop.set_kind(v1::RECORD_KIND_ANNUAL_REPORT);
  drop.set_record_id("2024");
  EXPECT_FALSE(Simulate(request).after().has_total()) << "nothing was reported then";
  *request.add_records() = Report();
  request.mutable_records(0)->mutable_annual_report()->set_sci_tech_staff(31);
  EXPECT_EQ(Simulate(request).after().total(), "60");
  request.add_clears("annual_report[2024].sci_tech_staff");
  EXPECT_FALSE(Simulate(request).after().has_total()) << "cleared last";
}

TEST_F(SimulateTest, ClearsFieldsOfThePayloadAndOfTheRecord) {
  v1::Record right = Software("a].b");
  right.set_enterprise_id(kId);
  *right.mutable_valid_to() = model::MakeDate(2025, 2, 1);
  right.mutable_provenance()->set_source_department("知识产权局");
  right.mutable_provenance()->set_source_reference("rights.csv:2");
  PutRecord(right);
  v1::SimulateRequest request = Ask();
  request.add_clears("intellectual_property[a].b].valid_to");
  const v1::SimulateResponse response = Simulate(request);
  EXPECT_EQ(response.before().total(), "52") << "the right has ended";
  EXPECT_EQ(response.after().total(), "58");
}

TEST_F(SimulateTest, DraftIsComparedWithItsStoredVersion) {
  v1::SimulateRequest request = Ask();
  request.clear_scheme_id();
  *request.mutable_draft() = Draft();
  request.mutable_draft()->mutable_total()->set_pass("52");
  const v1::SimulateResponse response = Simulate(request);
  EXPECT_EQ(response.before().scheme_version(), 1U);
  EXPECT_EQ(response.before().pass_mark(), "60");
  EXPECT_EQ(response.after().pass_mark(), "52");
  EXPECT_EQ(response.after().scheme_version(), 7U);
  EXPECT_NE(response.after().scheme_sha256(), response.before().scheme_sha256());
  EXPECT_EQ(response.changes_size(), 0) << "the points are the same";
}

TEST_F(SimulateTest, DraftOfANewSchemeHasNoCardBefore) {
  v1::SimulateRequest request = Ask();
  request.clear_scheme_id();
  *request.mutable_draft() = Draft();
  request.mutable_draft()->set_id("newly-made");
  const v1::SimulateResponse response = Simulate(request);
  EXPECT_FALSE(response.has_before());
  EXPECT_EQ(response.after().total(), "52");
  ASSERT_GT(response.changes_size(), 0);
  EXPECT_FALSE(response.changes(0).has_before());
  EXPECT_EQ(response.changes(0).after(), response.changes(0).difference());
}

TEST_F(SimulateTest, DraftGoneWrongTellsItsFaultsAsPutSchemeDoes) {
  v1::SimulateRequest request = Ask();
  request.clear_scheme_id();
  *request.mutable_draft() = Draft();
  request.mutable_draft()->clear_title();
  request.mutable_draft()->mutable_total()->set_maximum("99");
  const absl::Status status = scores_.Simulate(request).status();
  v1::PutSchemeRequest put;
  put.set_request_id("draft");
  *put.mutable_scheme() = request.draft();
  const absl::Status refused = schemes_.PutScheme("local", put).status();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(model::DetailOf(status)->path(),
            "draft" + model::DetailOf(refused)->path().substr(std::string("scheme").size()));
  const auto rest = [](const absl::Status& of) {
    const std::string text(of.message());
    return text.substr(text.find('.'));
  };
  EXPECT_EQ(rest(status), rest(refused));
  EXPECT_NE(status.message().find("faults in all"), absl::string_view::npos) << status;
}

TEST_F(SimulateTest, StoresNothing) {
  const std::string state = State();
  v1::SimulateRequest request = Ask();
  *request.add_records() = MoreStaff();
  Simulate(request);
  request.clear_scheme_id();
  *request.mutable_draft() = Draft();
  Simulate(request);
  EXPECT_EQ(State(), state);
  v1::GetScoreRequest newest;
  newest.mutable_newest()->set_enterprise_id(kId);
  newest.mutable_newest()->set_scheme_id(kScheme);
  EXPECT_EQ(ReasonOf(scores_.GetScore(newest).status()), v1::REASON_SCORE_CARD_UNKNOWN);
}

TEST_F(SimulateTest, AsksAboutAnEarlierRevision) {
  const uint64_t known_at = Simulate(Ask()).after().known_at();
  v1::Record changed = Report();
  changed.mutable_annual_report()->set_sci_tech_staff(31);
  PutRecord(changed);
  v1::SimulateRequest request = Ask();
  EXPECT_EQ(Simulate(request).before().total(), "60");
  request.set_known_at(known_at);
  *request.add_records() = Software("2025SR0000001");
  const v1::SimulateResponse response = Simulate(request);
  EXPECT_EQ(response.before().total(), "52");
  EXPECT_EQ(response.after().total(), "58");
}

using Spoil = std::function<void(v1::SimulateRequest&)>;

TEST_F(SimulateTest, RefusesWithReasonAndPath) {
  struct Row {
    const char* name;
    Spoil spoil;
    v1::Reason reason;
    const char* path;
  };
  const auto record = [](auto change) {
    return [change](v1::SimulateRequest& r) {
      *r.add_records() = MoreStaff();
      change(*r.mutable_records(0));
    };
  };
  const auto clear = [](const char* text) {
    return [text](v1::SimulateRequest& r) { r.add_clears(text); };
  };
  const Row rows[] = {
      {"no day", [](auto& r) { *r.mutable_valid_at() = model::MakeDate(2025, 2, 30); },
       v1::REASON_DATE_INVALID, "valid_at"},
      {"day to come", [](auto& r) { *r.mutable_valid_at() = model::MakeDate(2025, 7, 1); },
       v1::REASON_OUT_OF_RANGE, "valid_at"},
      {"year to come", [](auto& r) { r.set_year(2025); }, v1::REASON_OUT_OF_RANGE, "year"},
      {"no scheme", [](auto& r) { r.clear_scheme_id(); }, v1::REASON_FIELD_REQUIRED, "scheme_id"},
      {"scheme and draft", [](auto& r) { *r.mutable_draft() = Draft(); }, v1::REASON_TEXT_INVALID,
       "scheme_id"},
      {"version and draft",
       [](auto& r) {
         r.clear_scheme_id();
         r.set_scheme_version(1);
         *r.mutable_draft() = Draft();
       },
       v1::REASON_OUT_OF_RANGE, "scheme_version"},
      {"no credit code", [](auto& r) { r.set_enterprise_id("91330100799655058A"); },
       v1::REASON_CREDIT_CODE_INVALID, "enterprise_id"},
      {"unknown scheme", [](auto& r) { r.set_scheme_id("nothing"); }, v1::REASON_SCHEME_UNKNOWN,
       "scheme_id"},
      {"future revision", [](auto& r) { r.set_known_at(1'000'000); }, v1::REASON_REVISION_UNKNOWN,
       "known_at"},
      {"unknown enterprise", [](auto& r) { r.set_enterprise_id("9144030071526726XG"); },
       v1::REASON_ENTERPRISE_UNKNOWN, "enterprise_id"},
      {"drop without kind", [](auto& r) { r.add_drops()->set_record_id("2024"); },
       v1::REASON_UNKNOWN_ENUM, "drops[0].kind"},
      {"drop without id", [](auto& r) { r.add_drops()->set_kind(v1::RECORD_KIND_ANNUAL_REPORT); },
       v1::REASON_FIELD_REQUIRED, "drops[0].record_id"},
      {"unknown drop",
       [](auto& r) {
         r.add_drops()->set_kind(v1::RECORD_KIND_AWARD);
         r.mutable_drops(0)->set_record_id("2024");
       },
       v1::REASON_RECORD_UNKNOWN, "drops[0]"},
      {"record without id", record([](v1::Record& r) { r.clear_record_id(); }),
       v1::REASON_FIELD_REQUIRED, "records[0].record_id"},
      {"record without payload", record([](v1::Record& r) { r.clear_annual_report(); }),
       v1::REASON_FIELD_REQUIRED, "records[0].payload"},
      {"record of another", record([](v1::Record& r) { r.set_enterprise_id(kOther); }),
       v1::REASON_CREDIT_CODE_INVALID, "records[0].enterprise_id"},
      {"part over whole",
       record([](v1::Record& r) { r.mutable_annual_report()->set_sci_tech_staff(101); }),
       v1::REASON_PART_EXCEEDS_WHOLE, "records[0].annual_report.sci_tech_staff"},
      {"new record without its day", record([](v1::Record& r) { r.set_record_id("2023"); }),
       v1::REASON_FIELD_REQUIRED, "records[0].valid_from"},
      {"withdrawn", record([](v1::Record& r) {
         r.mutable_provenance()->set_verification(v1::VERIFICATION_STATE_WITHDRAWN);
       }),
       v1::REASON_UNKNOWN_ENUM, "records[0].provenance.verification"},
      {"clear of no form", clear("2024:annual_report.staff"), v1::REASON_TEXT_INVALID, "clears[0]"},
      {"clear of no kind", clear("report[2024].staff"), v1::REASON_TEXT_INVALID, "clears[0]"},
      {"clear of no record", clear("annual_report[2023].staff"), v1::REASON_RECORD_UNKNOWN,
       "clears[0]"},
      {"clear of no field", clear("annual_report[2024].colour"), v1::REASON_TEXT_INVALID,
       "clears[0]"},
      {"clear of a field not set", clear("annual_report[2024].rd_staff"), v1::REASON_TEXT_INVALID,
       "clears[0]"},
      {"clear of what a record needs", clear("annual_report[2024].year"), v1::REASON_FIELD_REQUIRED,
       "clears[0].annual_report.year"},
      {"clear of the id", clear("annual_report[2024].record_id"), v1::REASON_TEXT_INVALID,
       "clears[0]"},
  };
  const std::string state = State();
  for (const Row& row : rows) {
    v1::SimulateRequest request = Ask();
    row.spoil(request);
    ExpectRefused(row.name, request, row.reason, row.path);
  }
  EXPECT_EQ(State(), state);
}

TEST_F(SimulateTest, ReportsTheFirstOfSeveralFaultsInTheDocumentedOrder) {
  v1::SimulateRequest request = Ask();
  request.add_clears("annual_report[2024].colour");
  *request.add_records() = MoreStaff();
  request.mutable_records(0)->clear_record_id();
  ExpectRefused("records before clears", request, v1::REASON_FIELD_REQUIRED,
                "records[0].record_id");
  request.add_drops()->set_kind(v1::RECORD_KIND_AWARD);
  request.mutable_drops(0)->set_record_id("none");
  ExpectRefused("drops before records", request, v1::REASON_RECORD_UNKNOWN, "drops[0]");
  request.set_known_at(1'000'000);
  ExpectRefused("revision before changes", request, v1::REASON_REVISION_UNKNOWN, "known_at");
  request.set_scheme_id("nothing");
  ExpectRefused("scheme before revision", request, v1::REASON_SCHEME_UNKNOWN, "scheme_id");
  request.mutable_drops(0)->clear_record_id();
  ExpectRefused("form of drops before scheme", request, v1::REASON_FIELD_REQUIRED,
                "drops[0].record_id");
  request.set_enterprise_id("?");
  ExpectRefused("code before drops", request, v1::REASON_CREDIT_CODE_INVALID, "enterprise_id");
  request.clear_scheme_id();
  ExpectRefused("choice before code", request, v1::REASON_FIELD_REQUIRED, "scheme_id");
  request.set_year(1);
  ExpectRefused("year before choice", request, v1::REASON_OUT_OF_RANGE, "year");
}

TEST_F(SimulateTest, TakesItsLimitAndNoMore) {
  v1::SimulateRequest request = Ask();
  for (int i = 0; i < kChangesMax; ++i) {
    *request.add_records() = Software("SR" + std::to_string(i));
  }
  EXPECT_EQ(Simulate(request).after().total(), "76") << "as many as four of class two give";
  *request.add_records() = Software("SR");
  ExpectRefused("records", request, v1::REASON_OUT_OF_RANGE, "records");
  request.clear_records();
  for (int i = 0; i <= kChangesMax; ++i) request.add_clears("annual_report[2024].staff");
  ExpectRefused("clears", request, v1::REASON_OUT_OF_RANGE, "clears");
  request.clear_clears();
  for (int i = 0; i <= kChangesMax; ++i) request.add_drops();
  ExpectRefused("drops", request, v1::REASON_OUT_OF_RANGE, "drops");
}

}  // namespace
}  // namespace jifen::services::score
