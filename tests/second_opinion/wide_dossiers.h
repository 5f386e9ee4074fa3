// tests/second_opinion/wide_dossiers.h: made-up dossiers that reach every field of every scheme that ships.
//
//   Shape    a dossier of tools/bench/dossier_generator.h, its reports and its profile filled in, and more
//            records of every kind. Shares, growths, amounts and days lie on a published bound or a fen or a
//            day beside it more often than anywhere else. Fields are missing, reports are there twice or not
//            at all, rights and platforms do not say their kind.
//   Range    valid_at 2025-06-30; reports of 2022, 2023 and 2024.
//   Threads  a free function without state: a dossier depends on its seed and number alone.
#pragma once

#include <cstdint>

#include "jifen/v1/dossier.pb.h"

namespace jifen::second_opinion {

v1::Dossier MakeWideDossier(uint64_t seed, uint64_t number);

}  // namespace jifen::second_opinion
