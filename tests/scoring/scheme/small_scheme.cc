#include "tests/scoring/scheme/small_scheme.h"

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace jifen::scoring {
namespace {

constexpr char kSmallScheme[] = R"pb(
  id: "small"
  version: 1
  title { zh: "小方案" en: "Small" }
  authority { zh: "某局" en: "A bureau" }
  effective_from { year: 2024 month: 1 day: 1 }
  figures: FIGURES_STATUS_ILLUSTRATIVE
  categories {
    id: "first"
    title { zh: "第一" en: "First" }
    maximum: "30"
    indicators {
      id: "share"
      title { zh: "研发占比" en: "R&D share" }
      unit: UNIT_RATIO
      maximum: "20"
      missing: MISSING_POLICY_ZERO
      measure {
        value: "ratio(annual(year).rd_expense_fen, annual(year).sales_fen)"
        scale {
          bands {
            closed: CLOSED_LOWER
            bands { points: "0" }
            bands { from: "0.03" points: "10" }
            bands { from: "0.05" points: "20" }
          }
        }
      }
    }
    indicators {
      id: "count"
      title { zh: "获奖数" en: "Awards" }
      unit: UNIT_COUNT
      maximum: "10"
      missing: MISSING_POLICY_ZERO
      measure {
        value: "awards.filter(a, a.level == Level.NATIONAL).size()"
        scale {
          bands {
            closed: CLOSED_UPPER
            bands { to: "0" points: "0" }
            bands { to: "2" points: "5" }
            bands { points: "10" }
          }
        }
      }
    }
  }
  categories {
    id: "second"
    title { zh: "第二" en: "Second" }
    maximum: "10"
    indicators {
      id: "level"
      title { zh: "战略性" en: "Strategic" }
      unit: UNIT_YES_NO
      maximum: "10"
      missing: MISSING_POLICY_ZERO
      measure {
        value: "profile.main_product_strategic"
        scale {
          levels {
            levels { equals: "true" points: "10" }
            levels { equals: "false" points: "4" }
          }
        }
      }
    }
  }
  total { maximum: "40" pass: "20" }
  reasons {
    indicator {
      zh: "{title}:{value},{band},{points}/{maximum}"
      en: "{title}: {value}, {band}, {points}/{maximum}"
    }
    missing { zh: "{title}:缺 {missing},{points}" en: "{title}: no {missing}, {points}" }
    next_band { zh: "{title}:{next},加 {gain}" en: "{title}: {next}, gains {gain}" }
    gate_passed { zh: "通过 {title} {clause}" en: "passed {title} {clause}" }
    gate_failed { zh: "未通过 {title} {clause}" en: "failed {title} {clause}" }
    gate_unknown { zh: "未知 {title} {missing}" en: "unknown {title} {missing}" }
    direct_pass { zh: "直接 {title}" en: "direct {title}" }
    direct_pass_failed { zh: "不直接 {title}" en: "not direct {title}" }
    passed { zh: "达到 {total}/{pass}" en: "reached {total}/{pass}" }
    failed { zh: "未达 {total}/{pass}" en: "missed {total}/{pass}" }
    minimum_missed { zh: "{title} {points} {minimum}" en: "{title} {points} {minimum}" }
    not_scored { zh: "缺 {missing}" en: "lacks {missing}" }
    range {
      zh: "{title}:{value},{band},{points} 至 {points_highest}/{maximum}"
      en: "{title}: {value}, {band}, {points} to {points_highest}/{maximum}"
    }
    gate_capped { zh: "{title} {clause} 封顶 {cap}" en: "{title} {clause} caps at {cap}" }
    not_applicable { zh: "{title} 不适用于 {stage}" en: "{title} not in {stage}" }
  }
)pb";

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

}  // namespace

v1::Scheme SmallScheme() { return Parse<v1::Scheme>(kSmallScheme); }
v1::Scheme ParseScheme(const std::string& text) { return Parse<v1::Scheme>(text); }
v1::Indicator ParseIndicator(const std::string& text) { return Parse<v1::Indicator>(text); }
v1::Record ParseRecord(const std::string& text) { return Parse<v1::Record>(text); }
v1::Bands ParseBands(const std::string& text) { return Parse<v1::Bands>(text); }
v1::Levels ParseLevels(const std::string& text) { return Parse<v1::Levels>(text); }

v1::Dossier DossierOf(const std::vector<std::string>& records) {
  auto dossier = Parse<v1::Dossier>(R"pb(
    enterprise { enterprise_id: "91421202000000000A" name: "示例企业" }
    valid_at { year: 2025 month: 6 day: 30 }
    known_at: 57
  )pb");
  for (const std::string& text : records) {
    v1::RecordVersion* version = dossier.add_records();
    version->set_revision(static_cast<uint64_t>(dossier.records_size()));
    *version->mutable_record() = ParseRecord(text);
  }
  return dossier;
}

}  // namespace jifen::scoring
