#include "storage/kv/envelope.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "storage/kv/stamp.h"

namespace jifen::storage::kv {
namespace {

TEST(Envelope, HasTheDocumentedBytes) {
  const std::string envelope = EncodeEnvelope("key", {.value = "value", .version = 0x0102});
  EXPECT_EQ(absl::BytesToHexString(envelope),
            "01"                // format
            "0000000000000102"  // version
            "473c7947b0f3e523"  // XXH3-64 of 00 03 "key" 01 0000000000000102 "value"
            "76616c7565");      // value
}

TEST(Envelope, GivesBackWhatWasPut) {
  for (const std::string& value : {std::string(), std::string("v"), std::string(5000, '\0')}) {
    const std::string envelope = EncodeEnvelope("key", {.value = value, .version = UINT64_MAX});
    const auto content = DecodeEnvelope("key", envelope);
    ASSERT_TRUE(content.ok()) << content.status();
    EXPECT_EQ(content->value, value);
    EXPECT_EQ(content->version, UINT64_MAX);
  }
}

TEST(Envelope, K11VerifiedEveryFlippedBit) {
  const std::string envelope = EncodeEnvelope("key", {.value = "a value", .version = 7});
  for (size_t bit = 0; bit < 8 * envelope.size(); ++bit) {
    std::string damaged = envelope;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(DecodeEnvelope("key", damaged).status().code(), absl::StatusCode::kDataLoss) << bit;
  }
}

TEST(Envelope, K11VerifiedEveryTruncation) {
  const std::string envelope = EncodeEnvelope("key", {.value = "a value", .version = 7});
  for (size_t bytes = 0; bytes < envelope.size(); ++bytes) {
    EXPECT_EQ(DecodeEnvelope("key", envelope.substr(0, bytes)).status().code(),
              absl::StatusCode::kDataLoss);
  }
  EXPECT_EQ(DecodeEnvelope("key", envelope + "x").status().code(), absl::StatusCode::kDataLoss);
}

TEST(Envelope, K11VerifiedUnderAnotherKey) {
  const std::string envelope = EncodeEnvelope("key", {.value = "v", .version = 7});
  for (const char* key : {"", "ke", "kez", "key1"}) {
    EXPECT_EQ(DecodeEnvelope(key, envelope).status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(Stamp, SortsNewerFirstAndGivesTheRevisionBack) {
  std::string last;
  for (const Revision revision : {UINT64_MAX, UINT64_MAX - 1, uint64_t{1} << 32, uint64_t{256},
                                  uint64_t{255}, uint64_t{1}, uint64_t{0}}) {
    const std::string stamp = EncodeStamp(revision);
    EXPECT_EQ(DecodeStamp(stamp, 0), revision);
    EXPECT_TRUE(last.empty() || last < stamp) << revision;
    last = stamp;
  }
  EXPECT_EQ(absl::BytesToHexString(EncodeStamp(2)), "fffffffffffffffd");
}

TEST(PrefixRange, EndsAfterTheLastKeyWithThePrefix) {
  EXPECT_EQ(PrefixRange("a").end, "b");
  EXPECT_EQ(PrefixRange("a\x7f").end, "a\x80");
  EXPECT_EQ(PrefixRange("a\xff\xff").end, "b");
  EXPECT_EQ(PrefixRange("\xff").end, "");
  EXPECT_EQ(PrefixRange("").end, "");
}

}  // namespace
}  // namespace jifen::storage::kv
