#include "proto/model/credit_code.h"

#include "proto/model/error.h"

namespace jifen::model {
namespace {

constexpr std::string_view kCharset = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kWeights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr int kOrganisationWeights[] = {3, 7, 9, 10, 5, 8, 4, 2};
constexpr int kOrganisationStart = 8;
constexpr int kOrganisationLength = 8;

absl::Status Wrong(std::string_view code, std::string want) {
  return ToStatus({.reason = v1::REASON_CREDIT_CODE_INVALID,
                   .message = "not a unified social credit code (GB 32100-2015)",
                   .got = std::string(code),
                   .want = std::move(want)});
}

int OrganisationValue(char c) { return c >= 'A' ? c - 'A' + 10 : c - '0'; }

}  // namespace

char OrganisationCheckCharacter(std::string_view eight) {
  int sum = 0;
  for (size_t i = 0; i < eight.size(); ++i) {
    sum += OrganisationValue(eight[i]) * kOrganisationWeights[i];
  }
  const int check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

char CreditCodeCheckCharacter(std::string_view seventeen) {
  int sum = 0;
  for (size_t i = 0; i < seventeen.size(); ++i) {
    sum += static_cast<int>(kCharset.find(seventeen[i])) * kWeights[i];
  }
  return kCharset[static_cast<size_t>((31 - sum % 31) % 31)];
}

absl::Status CheckCreditCode(std::string_view code) {
  if (code.size() != kCreditCodeLength) return Wrong(code, "18 characters");
  for (char c : code) {
    if (kCharset.find(c) == std::string_view::npos) {
      return Wrong(code, "only digits and capital letters without I, O, S, V, Z");
    }
  }
  const char organisation =
      OrganisationCheckCharacter(code.substr(kOrganisationStart, kOrganisationLength));
  if (code[16] != organisation) {
    return Wrong(code, std::string("check character ") + organisation + " at position 17");
  }
  const char check = CreditCodeCheckCharacter(code.substr(0, 17));
  if (code[17] != check)
    return Wrong(code, std::string("check character ") + check + " at position 18");
  return absl::OkStatus();
}

}  // namespace jifen::model
