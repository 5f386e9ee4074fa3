// tests/scoring/scheme/bent_scheme.h: the parts of the small scheme, for tests to bend.
#pragma once

#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "jifen/v1/scheme.pb.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring {

inline v1::Indicator* Share(v1::Scheme* s) {
  return s->mutable_categories(0)->mutable_indicators(0);
}
inline v1::Indicator* Count(v1::Scheme* s) {
  return s->mutable_categories(0)->mutable_indicators(1);
}
inline v1::Indicator* Level(v1::Scheme* s) {
  return s->mutable_categories(1)->mutable_indicators(0);
}
inline v1::Scale* ScaleOf(v1::Indicator* indicator) {
  return indicator->mutable_measure()->mutable_scale();
}

template <typename Message>
void Merge(const std::string& text, Message* message) {
  Message read;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &read)) << text;
  message->MergeFrom(read);
}

// 15 to 20 points from 5 %.
inline void AddRange(v1::Scheme* s) {
  ScaleOf(Share(s))->mutable_bands()->mutable_bands(2)->set_points_lowest("15");
}

inline void AddStage(const std::string& id, const std::string& when, v1::Scheme* scheme) {
  v1::Stage* stage = scheme->add_stages();
  stage->set_id(id);
  stage->mutable_title()->set_zh("阶段");
  stage->mutable_title()->set_en("Stage");
  stage->set_when(when);
}

// Its measure twice, as the options a and b.
inline void SplitIntoOptions(v1::Choice choice, v1::Indicator* indicator) {
  const v1::Measure measure = indicator->measure();
  v1::Alternatives* alternatives = indicator->mutable_alternatives();
  alternatives->set_choice(choice);
  for (const char* id : {"a", "b"}) {
    v1::Option* option = alternatives->add_options();
    option->set_id(id);
    option->mutable_title()->set_zh("选项");
    option->mutable_title()->set_en("Option");
    *option->mutable_measure() = measure;
  }
}

}  // namespace jifen::scoring
