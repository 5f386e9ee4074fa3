// tests/scoring/evaluate/scheme_mutation.h: makes one mistake in a scheme, as an author might.
//
//   Shape    a figure a little off, an operator turned, a wrong field or value of an enum, an element
//            lost or two swapped, a switch flipped. What only people read (titles, clauses, units,
//            sentences) and the vectors themselves are left alone.
//   Threads  one at a time: it draws from the generator.
#pragma once

#include <random>
#include <string>

#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring {

struct SchemeMutation {
  v1::Scheme scheme;
  std::string what;  // e.g. categories[0].indicators[1].maximum: 20 -> 21
};

SchemeMutation Mutate(const v1::Scheme& scheme, std::mt19937_64& random);

}  // namespace jifen::scoring
