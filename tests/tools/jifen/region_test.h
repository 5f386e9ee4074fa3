// tests/tools/jifen/region_test.h: commands run against a scripted region, and what they print.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "proto/model/error.h"
#include "tests/tools/jifen/scripted_region.h"
#include "tools/jifen/commands/commands.h"

namespace jifen::tools::cli {

class RegionTest : public ::testing::Test {
 protected:
  RegionTest() {
    region_.generation.set_generation_id("g1");
    region_.generation.set_state(v1::GENERATION_STATE_PUBLISHED);
    region_.generation.mutable_plan()->set_scheme_id("s");
    region_.generation.mutable_plan()->set_scheme_version(2);
    region_.generation.mutable_plan()->set_scheme_sha256("abcd");
    *region_.heading.mutable_generation() = region_.generation;
    region_.heading.set_revision(9);
    region_.heading.add_indicator_ids("rd");
    region_.heading.add_indicator_titles_zh("研发投入");
    region_.heading.add_indicator_titles_en("R&D");
  }

  template <typename Arguments>
  absl::StatusOr<int> Run(const Arguments& arguments) {
    out_.str("");
    err_.str("");
    const Context context{.terminal = {.language = language_},
                          .json = json_,
                          .connection = {.server = region_.address(), .timeout = timeout_},
                          .out = out_,
                          .err = err_};
    return cli::Run(context, arguments);
  }

  nlohmann::json Printed() const { return nlohmann::json::parse(out_.str()); }

  static v1::Reason ReasonOf(const absl::StatusOr<int>& result) {
    return model::DetailOf(result.status()).value_or(v1::ErrorDetail()).reason();
  }

  ScriptedRegion region_;
  static constexpr absl::Duration kPatience = absl::Seconds(20);
  absl::Duration timeout_ = kPatience;
  Language language_ = Language::kEnglish;
  bool json_ = false;
  std::ostringstream out_;
  std::ostringstream err_;
};

}  // namespace jifen::tools::cli
