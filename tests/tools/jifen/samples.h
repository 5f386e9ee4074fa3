// tests/tools/jifen/samples.h: the sample card and its scheme, terminals, and golden files.
//
//   Shape    a golden file is compared byte for byte; with JIFEN_UPDATE_GOLDEN set it is written, and
//            the difference shows in the version control.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "google/protobuf/text_format.h"
#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

inline std::string TestdataPath(const std::string& name) {
  return std::string(JIFEN_SOURCE_DIR) + "/tests/tools/jifen/testdata/" + name;
}

inline std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

template <typename Message>
Message ReadSample(const std::string& name) {
  Message message;
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(ReadText(TestdataPath(name)), &message));
  return message;
}

inline v1::ScoreCard SampleCard() { return ReadSample<v1::ScoreCard>("card.textproto"); }
inline v1::Scheme SampleScheme() { return ReadSample<v1::Scheme>("scheme.textproto"); }

inline Terminal ChineseTerminal() { return {.language = Language::kChinese}; }
inline Terminal EnglishTerminal() { return {.language = Language::kEnglish}; }

inline void ExpectGolden(const std::string& name, const std::string& text) {
  if (std::getenv("JIFEN_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(TestdataPath(name), std::ios::binary) << text;
  }
  EXPECT_EQ(text, ReadText(TestdataPath(name)));
}

}  // namespace jifen::tools::cli
