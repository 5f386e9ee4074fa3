#include "tools/synth/draw.h"

#include <algorithm>
#include <limits>

namespace jifen::tools::synth {
namespace {

// SplitMix64: neighbouring numbers give unlike ones.
uint64_t Mix(uint64_t number) {
  number += 0x9E3779B97F4A7C15ULL;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9ULL;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBULL;
  return number ^ (number >> 31);
}

// 2^(k/16) in 65536ths.
constexpr int64_t kPowers[] = {65536, 68438,  71468,  74632,  77936,  81386,  84990,  88752, 92682,
                               96785, 101070, 105545, 110218, 115098, 120194, 125515, 131072};
constexpr int64_t kOne = 65536;
constexpr int64_t kDoublingsMax = 20000;

}  // namespace

Draw::Draw(uint64_t seed, uint64_t stream) : engine_(Mix(Mix(seed) ^ stream)) {}

int64_t Draw::Below(int64_t count) {
  const auto range = static_cast<uint64_t>(count);
  // The last, incomplete run of the range is thrown away, so that each number is as likely.
  const uint64_t limit = std::numeric_limits<uint64_t>::max() / range * range;
  uint64_t number = engine_();
  while (number >= limit) number = engine_();
  return static_cast<int64_t>(number % range);
}

int64_t Draw::Normal() {
  // Twelve uniform numbers of variance 1/12 each.
  int64_t sum = -6000;
  for (int i = 0; i < 12; ++i) sum += Below(1001);
  return sum;
}

int64_t Doubled(int64_t value, int64_t doublings_milli) {
  const int64_t milli = std::clamp(doublings_milli, -kDoublingsMax, kDoublingsMax);
  const int64_t whole = milli >= 0 ? milli / 1000 : -((-milli + 999) / 1000);
  const int64_t sixteenths_milli = (milli - whole * 1000) * 16;
  const int64_t low = kPowers[sixteenths_milli / 1000];
  const int64_t high = kPowers[std::min<int64_t>(sixteenths_milli / 1000 + 1, 16)];
  const int64_t factor = low + (high - low) * (sixteenths_milli % 1000) / 1000;
  const int64_t scaled = whole >= 0 ? value << whole : value >> -whole;
  // In two steps, so that large values do not overflow.
  return scaled / kOne * factor + scaled % kOne * factor / kOne;
}

uint64_t Shuffled(uint64_t number, uint64_t seed, int bits) {
  const uint64_t mask = (uint64_t{1} << bits) - 1;
  const int half = bits / 2;
  for (uint64_t round = 0; round < 3; ++round) {
    // An odd factor, an added number and a shifted xor are each undone by their like.
    const uint64_t key = Mix(seed * 3 + round);
    number = (number * (key | 1U) + (key >> 17)) & mask;
    number ^= number >> half;
  }
  return number;
}

}  // namespace jifen::tools::synth
