// scoring/scheme/limits.h: how large a scheme may be. Beyond: REASON_TOO_LARGE.
#pragma once

#include <cstddef>
#include <cstdint>

namespace jifen::scoring::scheme {

// Of the text form and of the canonical form: fits into one message of the service.
inline constexpr size_t kSchemeBytesMax = 768 * 1024;
inline constexpr size_t kTextBytesMax = 4000;  // of one title, clause or template

// Calls of matches() in all expressions: a pattern takes up to a millisecond to compile.
inline constexpr size_t kPatternsMax = 256;

inline constexpr size_t kDefinitionsMax = 256;
inline constexpr size_t kStagesMax = 16;
inline constexpr size_t kCategoriesMax = 32;
inline constexpr size_t kIndicatorsMax = 256;  // of all categories
inline constexpr size_t kOptionsMin = 2;
inline constexpr size_t kOptionsMax = 16;
inline constexpr size_t kBandsMax = 64;
inline constexpr size_t kLevelsMax = 64;
inline constexpr size_t kKnotsMin = 2;
inline constexpr size_t kKnotsMax = 64;
inline constexpr size_t kGatesMax = 64;
inline constexpr size_t kDirectPassesMax = 64;
inline constexpr size_t kGradesMax = 32;
inline constexpr size_t kBaseDossiersMax = 64;
inline constexpr size_t kBaseRecordsMax = 1000;  // of one base dossier
inline constexpr size_t kVectorsMax = 2000;
inline constexpr size_t kCohortLevelsMax = 4;
inline constexpr uint32_t kCohortSmallestMin = 2;
inline constexpr uint32_t kCohortSmallestMax = 1'000'000;
inline constexpr size_t kGroupBytesMax = 128;  // of the name of a cohort
inline constexpr size_t kCohortSamplesMax = 256;
inline constexpr size_t kCohortSampleValuesMax = 1000;  // of one sample

// CheckScheme reports so many faults, the first ones.
inline constexpr size_t kFaultsMax = 200;

}  // namespace jifen::scoring::scheme
