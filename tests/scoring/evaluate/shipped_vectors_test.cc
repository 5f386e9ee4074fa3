// Every scheme that ships gives the cards that its vectors expect.
#include <algorithm>
#include <iostream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/vectors.h"
#include "scoring/scheme/vector_dossier.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring {
namespace {

class ShippedVectors : public testing::TestWithParam<std::string> {};

TEST_P(ShippedVectors, GiveTheCardsThatTheyExpect) {
  const auto scheme = CompileShippedScheme(GetParam());
  ASSERT_NE(scheme, nullptr);
  for (const model::Fault& fault : evaluate::RunVectors(*scheme)) {
    ADD_FAILURE() << model::ToStatus(fault).message();
  }
  std::cout << GetParam() << ": " << scheme->message().vectors_size() << " vectors, sha256 "
            << scheme->sha256() << "\n";
}

INSTANTIATE_TEST_SUITE_P(Schemes, ShippedVectors, testing::ValuesIn(ShippedSchemeIds()),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace jifen::scoring
