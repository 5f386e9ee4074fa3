#include "storage/tables/key_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

std::string TextKey(const std::string& text) {
  KeyWriter key(Prefix::kScheme);
  key.Text(text).U8(0xFF);
  return std::move(key).Take();
}

TEST(KeyLayout, PrefixesNeverChange) {
  EXPECT_EQ(static_cast<int>(Prefix::kDossier), 0x10);
  EXPECT_EQ(static_cast<int>(Prefix::kEnterprise), 0x11);
  EXPECT_EQ(static_cast<int>(Prefix::kScheme), 0x20);
  EXPECT_EQ(static_cast<int>(Prefix::kSchemeNewest), 0x21);
  EXPECT_EQ(static_cast<int>(Prefix::kScoreCard), 0x30);
  EXPECT_EQ(static_cast<int>(Prefix::kRequest), 0x40);
  EXPECT_EQ(static_cast<int>(Prefix::kImport), 0x41);
  EXPECT_EQ(static_cast<int>(Prefix::kImportBatch), 0x42);
  EXPECT_EQ(static_cast<int>(Prefix::kCommit), 0x50);
  EXPECT_EQ(static_cast<int>(Prefix::kRun), 0x60);
  EXPECT_EQ(static_cast<int>(Prefix::kRunRange), 0x61);
  EXPECT_EQ(static_cast<int>(Prefix::kCohortValues), 0x62);
  EXPECT_EQ(static_cast<int>(Prefix::kCohortTable), 0x63);
  EXPECT_EQ(static_cast<int>(Prefix::kGeneration), 0x64);
  EXPECT_EQ(static_cast<int>(Prefix::kPublished), 0x65);
  EXPECT_EQ(static_cast<int>(Prefix::kGenerationCard), 0x66);
  EXPECT_EQ(static_cast<int>(Prefix::kGenerationScore), 0x67);
  EXPECT_EQ(static_cast<int>(Prefix::kGenerationRank), 0x68);
  EXPECT_EQ(static_cast<int>(Prefix::kKeepUp), 0x69);
}

TEST(KeyWriterText, KeepsTheOrderOfBytes) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const char alphabet[] = {'\x00', '\x01', '\x02', 'a', '\xfe', '\xff'};
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (unsigned length = random() % 5; length > 0; --length) text += alphabet[random() % 6];
    texts.push_back(text);
  }
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      ASSERT_EQ(a.compare(b) < 0, TextKey(a).compare(TextKey(b)) < 0)
          << testing::PrintToString(a) << " and " << testing::PrintToString(b);
    }
  }
}

TEST(KeyReader, GivesBackWhatWasWritten) {
  const std::string text("a\0b\xff\x01", 5);
  KeyWriter writer(Prefix::kScoreCard);
  writer.Id18(EnterpriseId(7)).Text(text).Text("").U8(7).U32(8).U64(9);
  writer.FallingU32(10).FallingU64(11).FallingI32(-12);
  const std::string key = std::move(writer).Take();
  KeyReader reader(Prefix::kScoreCard, key);
  EXPECT_EQ(reader.Id18(), EnterpriseId(7));
  EXPECT_EQ(reader.Text(), text);
  EXPECT_EQ(reader.Text(), "");
  EXPECT_EQ(reader.U8(), 7);
  EXPECT_EQ(reader.U32(), 8U);
  EXPECT_EQ(reader.U64(), 9U);
  EXPECT_EQ(reader.FallingU32(), 10U);
  EXPECT_EQ(reader.FallingU64(), 11U);
  EXPECT_EQ(reader.FallingI32(), -12);
  EXPECT_TRUE(reader.Finish().ok());
}

TEST(KeyWriterFalling, PutsTheGreaterFirst) {
  const std::vector<int32_t> rising = {INT32_MIN, -70000, -1, 0, 1, 20254, INT32_MAX};
  for (size_t i = 1; i < rising.size(); ++i) {
    KeyWriter less(Prefix::kScoreCard);
    KeyWriter more(Prefix::kScoreCard);
    less.FallingI32(rising[i - 1]);
    more.FallingI32(rising[i]);
    EXPECT_GT(std::move(less).Take(), std::move(more).Take()) << rising[i];
  }
}

std::string FallingKey(absl::int128 number) {
  KeyWriter key(Prefix::kGenerationRank);
  key.FallingI128(number);
  return std::move(key).Take();
}

// The bounds of each half of the number, and numbers of all sizes and both signs.
std::vector<absl::int128> WideNumbers(std::mt19937_64& random) {
  const absl::int128 half = absl::int128(1) << 64;
  std::vector<absl::int128> numbers = {0,     1,         -1,       half,      half - 1,
                                       -half, -half - 1, half / 2, -half / 2, half / 2 - 1};
  numbers.push_back(absl::Int128Min());
  numbers.push_back(absl::Int128Min() + 1);
  numbers.push_back(absl::Int128Max());
  numbers.push_back(absl::Int128Max() - 1);
  for (int i = 0; i < 200; ++i) {
    const absl::int128 number = absl::MakeInt128(static_cast<int64_t>(random()), random());
    numbers.push_back(number >> static_cast<int>(random() % 127));
  }
  return numbers;
}

TEST(KeyWriterFallingI128, PutsTheGreaterFirstAndEqualOnesTogether) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::vector<absl::int128> numbers = WideNumbers(random);
  for (const absl::int128 a : numbers) {
    for (const absl::int128 b : numbers) {
      ASSERT_EQ(a > b, FallingKey(a) < FallingKey(b)) << a << " and " << b;
      ASSERT_EQ(a == b, FallingKey(a) == FallingKey(b)) << a << " and " << b;
    }
  }
}

TEST(KeyReaderFallingI128, GivesBackWhatWasWrittenAndNothingOfLess) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (const absl::int128 number : WideNumbers(random)) {
    const std::string key = FallingKey(number);
    ASSERT_EQ(key.size(), 17U);
    KeyReader reader(Prefix::kGenerationRank, key);
    ASSERT_EQ(reader.FallingI128(), number);
    ASSERT_TRUE(reader.Finish().ok());
    KeyReader cut(Prefix::kGenerationRank, std::string_view(key).substr(0, 16));
    ASSERT_EQ(cut.FallingI128(), 0);
    ASSERT_EQ(ReasonOf(cut.Finish()), v1::REASON_DATA_CORRUPT);
  }
}

TEST(DecodeDossierKey, TakesKeysOfBothForms) {
  const RecordName name{EnterpriseId(3), v1::RECORD_KIND_LOAN, "合同/1"};
  const auto record = DecodeDossierKey(VersionKey(RecordPrefix(name), 57));
  ASSERT_TRUE(record.ok()) << record.status();
  EXPECT_EQ(record->name, name);
  EXPECT_EQ(record->revision, 57U);
  const auto entry = DecodeDossierKey(VersionKey(RegisterPrefix(EnterpriseId(3)), 58));
  ASSERT_TRUE(entry.ok()) << entry.status();
  EXPECT_EQ(entry->name, (RecordName{.enterprise_id = EnterpriseId(3)}));
  EXPECT_EQ(entry->revision, 58U);
}

TEST(DecodeDossierKey, RefusesEveryTruncationAndOneByteMore) {
  const std::string key =
      VersionKey(RecordPrefix({EnterpriseId(3), v1::RECORD_KIND_LOAN, "1"}), 57);
  for (size_t size = 0; size < key.size(); ++size) {
    EXPECT_EQ(ReasonOf(DecodeDossierKey(key.substr(0, size)).status()), v1::REASON_DATA_CORRUPT)
        << size;
  }
  EXPECT_EQ(ReasonOf(DecodeDossierKey(key + "x").status()), v1::REASON_DATA_CORRUPT);
  EXPECT_EQ(ReasonOf(DecodeDossierKey('\x11' + key.substr(1)).status()), v1::REASON_DATA_CORRUPT);
}

TEST(KeyReaderText, RefusesAnEscapeThatIsNone) {
  KeyReader reader(Prefix::kScheme, std::string_view("\x20"
                                                     "a\0\x02",
                                                     4));
  EXPECT_EQ(reader.Text(), "");
  EXPECT_EQ(ReasonOf(reader.Finish()), v1::REASON_DATA_CORRUPT);
}

}  // namespace
}  // namespace jifen::storage::tables
