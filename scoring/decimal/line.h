// scoring/decimal/line.h: base + rise * x / run, for many x.
//
//   Shape    made once: what rise and run share is cancelled, so that x is mostly multiplied and divided
//            by 64 bits.
//   Range    nothing negative; run above 0; x too.
//   Rounding the exact value once to `places` after the point, 0..18: as RoundProportion.
//   Errors   kOverflow if the value is out of a decimal's range.
//   Threads  immutable after Make.
//   Cost     At: one division of 128 bits by 64, or RoundProportion for lines that are too steep.
#pragma once

#include <cstdint>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::decimal {

class Line {
 public:
  struct Terms {
    Decimal base;
    Decimal rise;
    Decimal run;
  };
  struct Precision {
    int places = 0;
    Rounding rounding = Rounding::kHalfEven;
  };

  static Line Make(const Terms& terms, const Precision& precision);

  Arithmetic At(Decimal x, Decimal* y) const;

 private:
  Terms terms_;
  Precision precision_;
  // y counts units of `unit_`; of them it has base_ + x * factor_ / divisor_. 0: too large for that.
  uint64_t divisor_ = 0;
  uint64_t factor_ = 0;
  uint64_t unit_ = 0;
  Uint128 base_ = 0;
  Uint128 bound_ = 0;  // the first y that is out of range
  Uint128 x_max_ = 0;  // x * factor_ fits into 127 bits
};

}  // namespace jifen::scoring::decimal
