// tests/scoring/seed.h: the seed of a test that draws at random.
//
//   Shape    that of JIFEN_TEST_SEED, else another one each time; it is printed, so that a failure can
//            be repeated.
//   Threads  a free function without state.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace jifen::scoring {

inline uint64_t TestSeed() {
  const char* given = std::getenv("JIFEN_TEST_SEED");
  const uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::printf("seed %llu (JIFEN_TEST_SEED)\n", static_cast<unsigned long long>(seed));
  return seed;
}

}  // namespace jifen::scoring
