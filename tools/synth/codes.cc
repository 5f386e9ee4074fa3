#include "tools/synth/codes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "proto/model/credit_code.h"
#include "proto/model/patent_number.h"
#include "tools/synth/draw.h"

namespace jifen::tools::synth {
namespace {

constexpr std::string_view kCharset = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kEnterpriseBits = 24;
constexpr int kOrganisationDigits = 6;
// Shares no factor with 10^7, so that the serials of a year come round only after all of them.
constexpr int64_t kSerialStep = 7'368'787;
constexpr int64_t kSerials = 10'000'000;

}  // namespace

std::string MakeCreditCode(std::string_view area_code, int64_t index, uint64_t seed) {
  uint64_t number = Shuffled(static_cast<uint64_t>(index), seed, kEnterpriseBits);
  std::string organisation = "MA";
  for (int i = 0; i < kOrganisationDigits; ++i) {
    organisation += kCharset[number % kCharset.size()];
    number /= kCharset.size();
  }
  std::string code = absl::StrCat("91", std::string(area_code), organisation);
  code += model::OrganisationCheckCharacter(organisation);
  code += model::CreditCodeCheckCharacter(code);
  return code;
}

std::string NumberIssuer::NextPatent(int year, int kind) {
  const int64_t count = Next(absl::StrCat("patent", year, ".", kind));
  const auto start = static_cast<int64_t>(Shuffled(static_cast<uint64_t>(year), seed_, 20));
  const int64_t serial = (start + count * kSerialStep) % kSerials;
  const std::string digits = absl::StrFormat("%04d%d%07d", year, kind, serial);
  return absl::StrCat(digits, ".", std::string(1, model::PatentCheckCharacter(digits)));
}

}  // namespace jifen::tools::synth
