#include "tools/table_import/encoding.h"

#include <gtest/gtest.h>

namespace jifen::tools::table_import {
namespace {

// 企业名称 in GB18030.
constexpr char kGbName[] = "\xC6\xF3\xD2\xB5\xC3\xFB\xB3\xC6";

std::optional<Encoding> Detect(std::initializer_list<std::string_view> lines) {
  EncodingDetector detector;
  for (std::string_view line : lines) detector.AddLine(line);
  return detector.Result();
}

TEST(EncodingDetect, TakesUtf8WithAndWithoutMark) {
  EXPECT_EQ(Detect({"企业名称\r\n", "咸宁\r\n"}), Encoding::kUtf8);
  EXPECT_EQ(Detect({"\xEF\xBB\xBF企业名称\r\n"}), Encoding::kUtf8WithMark);
  EXPECT_EQ(Detect({"name,area\n"}), Encoding::kUtf8);
  EXPECT_EQ(Detect({}), Encoding::kUtf8);
}

TEST(EncodingDetect, TakesGb18030WithTwoAndFourByteCharacters) {
  EXPECT_EQ(Detect({kGbName}), Encoding::kGb18030);
  // U+20000, that GBK lacks, as four bytes.
  EXPECT_EQ(Detect({kGbName, "\x95\x32\x82\x36\n"}), Encoding::kGb18030);
}

TEST(EncodingDetect, IsNotMisledByOneBrokenLine) {
  EncodingDetector detector;
  for (int i = 0; i < 20; ++i) detector.AddLine("咸宁市\n");
  detector.AddLine("咸\xE5,\n");
  EXPECT_EQ(detector.Result(), Encoding::kUtf8);
  EncodingDetector gb_detector;
  for (int i = 0; i < 20; ++i) gb_detector.AddLine(kGbName);
  gb_detector.AddLine("\xC6,\n");
  EXPECT_EQ(gb_detector.Result(), Encoding::kGb18030);
}

TEST(EncodingDetect, RefusesOtherEncodings) {
  // UTF-16 with its mark, as Excel's "Unicode text".
  EXPECT_EQ(Detect({std::string_view("\xFF\xFE\x01\x4F\x1A\x4E", 6)}), std::nullopt);
  EXPECT_EQ(Detect({"\x89PNG\r\n", "\x1A\xFF\xD9\n"}), std::nullopt);
}

TEST(EncodingDetect, NamesTheFirstLineInAnotherEncoding) {
  EncodingDetector detector;
  for (std::string_view line : {"name\n", "咸宁市\n", "咸宁市\n"}) detector.AddLine(line);
  EXPECT_EQ(detector.mixed_line(), 0);
  detector.AddLine(kGbName);
  detector.AddLine("咸宁市\n");
  EXPECT_EQ(detector.mixed_line(), 4);
  EXPECT_EQ(detector.mixed_encoding(), Encoding::kGb18030);
  EXPECT_EQ(detector.Result(), std::nullopt);
  EncodingDetector other;
  for (std::string_view line : {kGbName, "咸宁市科技局\n"}) other.AddLine(line);
  EXPECT_EQ(other.mixed_line(), 2);
  EXPECT_EQ(other.mixed_encoding(), Encoding::kUtf8);
  EncodingDetector marked;
  for (std::string_view line : {"\xEF\xBB\xBFname\n", kGbName}) marked.AddLine(line);
  EXPECT_EQ(marked.mixed_line(), 2);
}

// 一 is D2 BB, which is a character of UTF-8 as well.
TEST(EncodingDetect, IsNotMisledByBytesThatFitBoth) {
  EXPECT_EQ(Detect({kGbName, "\xD2\xBB,\xD2\xBB\n", "\xD2\xBB\xD2\xBB\xCA\xC7\n"}),
            Encoding::kGb18030);
}

TEST(DecoderDecode, IsStrict) {
  struct Row {
    const char* name;
    Encoding encoding;
    std::string_view bytes;
    std::optional<std::string> text;
  };
  const Row rows[] = {
      {"ascii", Encoding::kGb18030, "a,b", "a,b"},
      {"gb two bytes", Encoding::kGb18030, kGbName, "企业名称"},
      {"gb four bytes", Encoding::kGb18030, "\x95\x32\x82\x36", "𠀀"},
      {"gb cut off", Encoding::kGb18030, "\xC6", std::nullopt},
      {"gb bad second byte", Encoding::kGb18030, "\xC6\x20", std::nullopt},
      {"utf8", Encoding::kUtf8, "企业", "企业"},
      {"utf8 mark", Encoding::kUtf8,
       "\xEF\xBB\xBF"
       "a",
       "\xEF\xBB\xBF"
       "a"},
      {"utf8 four bytes", Encoding::kUtf8WithMark, "𠀀", "𠀀"},
      {"utf8 broken inside", Encoding::kUtf8, "企\xE5业", std::nullopt},
      {"utf8 cut off", Encoding::kUtf8, "\xE4\xBC", std::nullopt},
      {"utf8 overlong", Encoding::kUtf8, "\xC0\xAF", std::nullopt},
      {"utf8 surrogate", Encoding::kUtf8, "\xED\xA0\x80", std::nullopt},
      {"utf8 beyond", Encoding::kUtf8, "\xF4\x90\x80\x80", std::nullopt},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Decoder(row.encoding).Decode(row.bytes), row.text) << row.name;
}

TEST(DecoderDecodeLossy, ShowsWhatCanBeRead) {
  EXPECT_EQ(Decoder(Encoding::kUtf8).DecodeLossy("咸\xE5"), "咸\xEF\xBF\xBD");
}

}  // namespace
}  // namespace jifen::tools::table_import
