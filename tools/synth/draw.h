// tools/synth/draw.h: random draws that are the same with every compiler.
//
//   Shape    a std::mt19937_64, whose output the standard fixes, and integer arithmetic only; the
//            distributions of <random> are each library's own and are not used.
//   Range    spreads are in thousandths: of a standard deviation, or of a doubling.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <random>

namespace jifen::tools::synth {

class Draw {
 public:
  // Draws of one stream do not depend on how many another stream took.
  Draw(uint64_t seed, uint64_t stream);

  // 0..count-1, each alike. count > 0.
  int64_t Below(int64_t count);

  // low..high, each alike.
  int64_t Between(int64_t low, int64_t high) { return low + Below(high - low + 1); }

  bool Chance(int64_t per_mille) { return Below(1000) < per_mille; }

  // Near to normal: mean 0, standard deviation 1000, within -6000..6000.
  int64_t Normal();

  // One of the rows, by weight.
  template <typename Rows, typename Weight>
  const auto& Pick(const Rows& rows, Weight weight) {
    int64_t total = 0;
    for (const auto& row : rows) total += weight(row);
    int64_t left = Below(total);
    for (const auto& row : rows) {
      left -= weight(row);
      if (left < 0) return row;
    }
    return rows[0];
  }

  template <typename Rows>
  const auto& PickAny(const Rows& rows) {
    return rows[static_cast<size_t>(Below(static_cast<int64_t>(std::size(rows))))];
  }

 private:
  std::mt19937_64 engine_;
};

// value doubled `doublings_milli` / 1000 times, rounded down; negative halves. Within -20..20
// doublings, value within 0..2^40.
int64_t Doubled(int64_t value, int64_t doublings_milli);

// One number of 0..2^bits-1 for each other, in no visible order: a bijection for each seed.
uint64_t Shuffled(uint64_t number, uint64_t seed, int bits);

}  // namespace jifen::tools::synth
