// The lint proves with numbers that the registry lets nobody submit below 0.
#include <string>

#include "gtest/gtest.h"
#include "scoring/scheme/value_range.h"
#include "services/registry/payload_rules.h"

namespace jifen::services {
namespace {

bool HoldsNoNegative(const registry::FieldRule& rule) {
  switch (rule.form) {
    case registry::Form::kAmount:
      return true;
    case registry::Form::kNumber:
    case registry::Form::kNumberNeeded:
    case registry::Form::kNumberSet:
      return rule.min >= 0;
    default:
      return false;
  }
}

TEST(IsNeverNegative, NamesFieldsThatTheRegistryKeepsSo) {
  int named = 0;
  for (const registry::PayloadRules& rules : registry::AllPayloadRules()) {
    for (const registry::FieldRule& rule : rules.fields) {
      if (!scoring::scheme::IsNeverNegative(rule.field)) continue;
      ++named;
      EXPECT_TRUE(HoldsNoNegative(rule)) << rule.field;
    }
  }
  EXPECT_GE(named, 26);
}

TEST(IsNeverNegative, NamesAllAmountsThatAreNotSigned) {
  for (const registry::PayloadRules& rules : registry::AllPayloadRules()) {
    for (const registry::FieldRule& rule : rules.fields) {
      if (rule.form == registry::Form::kAmount) {
        EXPECT_TRUE(scoring::scheme::IsNeverNegative(rule.field)) << rule.field;
      }
      if (rule.form == registry::Form::kSignedAmount) {
        EXPECT_FALSE(scoring::scheme::IsNeverNegative(rule.field)) << rule.field;
      }
    }
  }
}

}  // namespace
}  // namespace jifen::services
