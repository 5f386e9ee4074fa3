#include <gtest/gtest.h>

#include <set>

#include "google/protobuf/descriptor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"
#include "tools/jifen/words/reasons.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

constexpr Language kLanguages[] = {Language::kEnglish, Language::kChinese};

std::multiset<char> ArgumentsOf(std::string_view pattern) {
  std::multiset<char> arguments;
  for (size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '$') arguments.insert(pattern[i + 1]);
  }
  return arguments;
}

TEST(Phrases, UseTheSameArgumentsInBothLanguages) {
  for (const PhraseRow& row : AllPhrases()) {
    EXPECT_FALSE(row.english.empty()) << row.name;
    EXPECT_FALSE(row.chinese.empty()) << row.name;
    EXPECT_EQ(ArgumentsOf(row.english), ArgumentsOf(row.chinese)) << row.name;
  }
}

TEST(Say, PutsArgumentsInTheirPlaces) {
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kSourceDays, {"A", "B"}), "sources of A to B");
  EXPECT_EQ(Say(Language::kChinese, Phrase::kYears, {"3"}), "3 年");
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kSourceDays, {"$1", "B"}), "sources of $1 to B");
}

TEST(Say, TakesTheWordThatGoesWithTheNumber) {
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kLintFaults, {"x", "1"}), "x: 1 fault");
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kLintFaults, {"x", "2"}), "x: 2 faults");
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kCardCount, {"0"}), "0 score cards");
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kTablesUnread, {"1"}),
            "1 file or sheet was not read; nothing of it was loaded.");
  EXPECT_EQ(Say(Language::kChinese, Phrase::kCardCount, {"1"}), "共 1 张积分卡");
}

TEST(Reasons, EveryReasonHasASentenceAndANextStep) {
  const EnumDescriptor& reasons = *v1::Reason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    for (const Language language : kLanguages) {
      const ReasonText text =
          ReasonTextOf(language, static_cast<v1::Reason>(reasons.value(i)->number()));
      EXPECT_FALSE(text.sentence.empty()) << reasons.value(i)->name();
      EXPECT_FALSE(text.next.empty()) << reasons.value(i)->name();
    }
  }
}

void ExpectEnumLabels(const EnumDescriptor& type) {
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;  // not said
    for (const Language language : kLanguages) {
      EXPECT_NE(EnumLabel(language, type.value(i)->name()), type.value(i)->name());
    }
  }
}

void ExpectFieldLabels(const std::string& kind, const google::protobuf::Descriptor& message) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    for (const Language language : kLanguages) {
      EXPECT_NE(FieldLabel(language, kind, field.name()), "") << kind << "." << field.name();
    }
    if (field.enum_type() != nullptr) ExpectEnumLabels(*field.enum_type());
  }
}

TEST(Labels, EveryFieldAndEnumValueOfARecordHasOne) {
  const auto& payload = *v1::Record::descriptor()->FindOneofByName("payload");
  for (int i = 0; i < payload.field_count(); ++i) {
    ExpectFieldLabels(payload.field(i)->name(), *payload.field(i)->message_type());
  }
  ExpectFieldLabels("enterprise", *v1::Enterprise::descriptor());
  ExpectFieldLabels("provenance", *v1::Provenance::descriptor());
}

TEST(Labels, EveryEnumValueOfACardHasOne) {
  ExpectEnumLabels(*v1::RecordKind_descriptor());
  ExpectEnumLabels(*v1::Outcome_descriptor());
  ExpectEnumLabels(*v1::GateState_descriptor());
  ExpectEnumLabels(*v1::ValueState_descriptor());
  ExpectEnumLabels(*v1::FiguresStatus_descriptor());
  ExpectEnumLabels(*v1::Change_descriptor());
}

TEST(Labels, EveryEnumValueOfARegionHasOne) {
  ExpectEnumLabels(*v1::RunState_descriptor());
  ExpectEnumLabels(*v1::RunPhase_descriptor());
  ExpectEnumLabels(*v1::NotScoredCause_descriptor());
  ExpectEnumLabels(*v1::GenerationState_descriptor());
  ExpectEnumLabels(*v1::ChangeCause_descriptor());
  ExpectEnumLabels(*v1::StabilityMark_descriptor());
  ExpectEnumLabels(*v1::ScoreCause_descriptor());
}

TEST(Labels, PointsThatNoCauseExplainsHaveAWord) {
  EXPECT_EQ(EnumLabel(Language::kEnglish, "CHANGE_CAUSE_UNSPECIFIED"), "unexplained");
  EXPECT_EQ(EnumLabel(Language::kChinese, "CHANGE_CAUSE_UNSPECIFIED"), "未能解释");
}

TEST(Labels, OfANameThatEnumsShareIsThatOfTheScales) {
  EXPECT_EQ(ShortNameLabel(Language::kChinese, "NATIONAL"), "国家级");
  EXPECT_EQ(ShortNameLabel(Language::kChinese, "HIGH_TECH"), "高新技术企业");
  EXPECT_EQ(ShortNameLabel(Language::kChinese, "PROVINCIAL"), "省部级");
}

TEST(Labels, ANameThatIsNotKnownIsShownAsItIs) {
  EXPECT_EQ(EnumLabel(Language::kChinese, "LEVEL_GALACTIC"), "LEVEL_GALACTIC");
  EXPECT_EQ(ShortNameLabel(Language::kChinese, "GALACTIC"), "GALACTIC");
  EXPECT_EQ(FieldLabel(Language::kChinese, "award", "colour"), "");
}

}  // namespace
}  // namespace jifen::tools::cli
