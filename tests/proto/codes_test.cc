#include <string>

#include "gtest/gtest.h"
#include "proto/model/area_code.h"
#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "proto/model/patent_number.h"

namespace jifen::model {
namespace {

v1::Reason ReasonOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  return detail.has_value() ? detail->reason() : v1::REASON_UNSPECIFIED;
}

TEST(CreditCodeCheck, AcceptsCodesOfRealEnterprises) {
  for (const char* code :
       {"914403001922038216", "91330100799655058B", "9144030071526726XG", "91100000100003962T"}) {
    EXPECT_TRUE(CheckCreditCode(code).ok()) << code;
  }
}

// A weighted sum with weights prime to the modulus finds each single wrong character.
TEST(CreditCodeCheck, FindsEverySingleWrongCharacter) {
  const std::string good = "91330100799655058B";
  const std::string charset = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (size_t i = 0; i < good.size(); ++i) {
    for (char c : charset) {
      std::string wrong = good;
      wrong[i] = c;
      if (c != good[i])
        EXPECT_EQ(ReasonOf(CheckCreditCode(wrong)), v1::REASON_CREDIT_CODE_INVALID) << wrong;
    }
  }
}

TEST(CreditCodeCheck, SaysWhichCheckCharacterIsWanted) {
  EXPECT_EQ(DetailOf(CheckCreditCode("91330100799655058C"))->want(),
            "check character B at position 18");
  EXPECT_EQ(DetailOf(CheckCreditCode("91330100799655059B"))->want(),
            "check character 8 at position 17");
}

TEST(CreditCodeCheck, ReportsLengthThenCharactersThenCheckCharacters) {
  EXPECT_EQ(DetailOf(CheckCreditCode("o1330100799655058"))->want(), "18 characters");
  EXPECT_EQ(DetailOf(CheckCreditCode("91330100799655058b"))->want(),
            "only digits and capital letters without I, O, S, V, Z");
}

TEST(PatentNumberParse, AcceptsBothFormsWithPointAndPrefix) {
  EXPECT_EQ(ParsePatentNumber("201710601862.3")->digits, "2017106018623");
  EXPECT_EQ(ParsePatentNumber("ZL2017106018623")->kind, v1::INTELLECTUAL_PROPERTY_KIND_INVENTION);
  EXPECT_TRUE(ParsePatentNumber("97101765.4").ok());
  EXPECT_TRUE(ParsePatentNumber("95115608X").ok());
}

TEST(PatentNumberParse, SaysWhichCheckDigitIsWanted) {
  const absl::Status status = ParsePatentNumber("2017106018620").status();
  EXPECT_EQ(ReasonOf(status), v1::REASON_PATENT_NUMBER_INVALID);
  EXPECT_EQ(DetailOf(status)->got(), "2017106018620");
  EXPECT_EQ(DetailOf(status)->want(), "check character 3");
}

TEST(PatentNumberParse, RefusesAWrongKindAndLettersAndLength) {
  EXPECT_EQ(DetailOf(ParsePatentNumber("2017706018623").status())->want(),
            "kind 1, 2, 3, 8 or 9 after the year");
  EXPECT_EQ(DetailOf(ParsePatentNumber("20171060186a3").status())->want(),
            "digits before the check character");
  EXPECT_EQ(ReasonOf(ParsePatentNumber("").status()), v1::REASON_PATENT_NUMBER_INVALID);
}

TEST(AreaCodeCheck, WantsSixDigits) {
  EXPECT_TRUE(CheckAreaCode("421202").ok());
  for (const char* code : {"", "42120", "042120", "42120a", "4212020"}) {
    EXPECT_EQ(ReasonOf(CheckAreaCode(code)), v1::REASON_CODE_INVALID) << code;
  }
}

TEST(IndustryCodeCheck, WantsASectionAndTwoToFourDigits) {
  for (const char* code : {"C39", "C397", "C3971", "T96"})
    EXPECT_TRUE(CheckIndustryCode(code).ok()) << code;
  for (const char* code : {"", "39", "C3", "C39711", "U39", "c39", "C3a"}) {
    EXPECT_EQ(ReasonOf(CheckIndustryCode(code)), v1::REASON_CODE_INVALID) << code;
  }
}

}  // namespace
}  // namespace jifen::model
