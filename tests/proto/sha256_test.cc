#include "proto/model/sha256.h"

#include "gtest/gtest.h"

namespace jifen::model {
namespace {

// FIPS 180-4, appendix: "abc", the empty message, and a message of two blocks.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(HexOf(Sha256Of("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HexOf(Sha256Of("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(HexOf(Sha256Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, DoesNotDependOnThePieces) {
  Sha256 sha256;
  sha256.Add("a");
  sha256.Add("");
  sha256.Add("bc");
  EXPECT_EQ(sha256.Finish(), Sha256Of("abc"));
}

TEST(Sha256, AddsNumbersBigEndian) {
  Sha256 sha256;
  sha256.AddU32(0x61626364);
  EXPECT_EQ(sha256.Finish(), Sha256Of("abcd"));
}

}  // namespace
}  // namespace jifen::model
