// Paths of faults lead to the line and the character of the text.
#include "tools/jifen/offline/field_place.h"

#include <string>

#include "gtest/gtest.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::tools::cli {
namespace {

constexpr char kText[] =
    "id: \"small\"\n"
    "categories {\n"
    "  id: \"first\"\n"
    "\tindicators {\n"
    "    id: \"一\"\n"
    "    measure { value: \"a + \"  # half\n"
    "                     'b\\n+ \\x41c' }\n"
    "  }\n"
    "}\n"
    "vectors { name: \"v\" expect { points { key: \"first\" value: \"1\" } } }\n";

struct Parsed {
  v1::Scheme scheme;
  google::protobuf::TextFormat::ParseInfoTree places;
};

std::unique_ptr<Parsed> Parse() {
  auto parsed = std::make_unique<Parsed>();
  google::protobuf::TextFormat::Parser parser;
  parser.WriteLocationsTo(&parsed->places);
  EXPECT_TRUE(parser.ParseFromString(kText, &parsed->scheme));
  return parsed;
}

struct PathRow {
  const char* name;
  const char* path;
  const char* begins;  // what stands at the place; empty: no place
  bool whole;
};

class FindFieldPlace : public testing::TestWithParam<PathRow> {};

TEST_P(FindFieldPlace, LeadsToTheField) {
  const auto parsed = Parse();
  const auto place = FindField(parsed->scheme, parsed->places, kText, GetParam().path);
  if (std::string(GetParam().begins).empty()) {
    EXPECT_FALSE(place.has_value());
    return;
  }
  ASSERT_TRUE(place.has_value());
  EXPECT_TRUE(std::string(kText).substr(place->offset).starts_with(GetParam().begins))
      << std::string(kText).substr(place->offset, 20);
  EXPECT_EQ(place->is_whole, GetParam().whole);
}

INSTANTIATE_TEST_SUITE_P(
    Paths, FindFieldPlace,
    testing::Values(PathRow{"top", "id", "id: \"small\"", true},
                    PathRow{"element", "categories[0]", "categories {", true},
                    PathRow{"in_element", "categories[0].id", "id: \"first\"", true},
                    PathRow{"after_a_tab", "categories[0].indicators[0]", "indicators {", true},
                    PathRow{"deep", "categories[0].indicators[0].measure.value", "value:", true},
                    PathRow{"not_set", "categories[0].indicators[0].maximum", "indicators {",
                            false},
                    PathRow{"inside_not_set", "categories[0].indicators[0].measure.scale.bands",
                            "measure {", false},
                    PathRow{"key_of_a_map", "vectors[0].expect.points.first", "points {", false},
                    PathRow{"whole_list", "categories", "categories {", true},
                    PathRow{"beyond_a_list", "categories[7].id", "", false},
                    PathRow{"unknown", "nothing", "", false},
                    PathRow{"not_set_at_all", "title.zh", "", false}),
    [](const auto& row) { return row.param.name; });

TEST(OffsetInString, GoesThroughPiecesAndEscapes) {
  const std::string text(kText);
  const size_t field = text.find("value: \"a");
  const std::string want = "a + b\n+ Ac";
  const size_t offsets[] = {text.find("a + "), text.find("+ \"  #"), text.find("b\\n"),
                            text.find("\\n+"), text.find("\\x41")};
  const size_t indexes[] = {0, 2, 4, 5, 8};
  for (size_t i = 0; i < std::size(indexes); ++i) {
    EXPECT_EQ(OffsetInString(text, field, indexes[i]), offsets[i]) << want[indexes[i]];
  }
  EXPECT_EQ(OffsetInString(text, field, want.size()), text.find("' }"));
}

}  // namespace
}  // namespace jifen::tools::cli
