// tests/scoring/scheme/small_scheme.h: a scheme of one page that passes the lint, for tests to bend.
//
//   Shape    category "first" (30 points): "share", bands of rd / sales, maximum 20; "count", bands of
//            the number of awards closed at the upper end, maximum 10. Category "second" (10): "level",
//            levels of Profile.main_product_strategic. Pass at 20 of 40. No stages, gates or grades.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring {

v1::Scheme SmallScheme();

// A message from its text form; fails the test if it is none.
v1::Indicator ParseIndicator(const std::string& text);
v1::Scheme ParseScheme(const std::string& text);
v1::Record ParseRecord(const std::string& text);
v1::Bands ParseBands(const std::string& text);
v1::Levels ParseLevels(const std::string& text);

// 91421202000000000A at 2025-06-30, known at 57, with the records.
v1::Dossier DossierOf(const std::vector<std::string>& records);

}  // namespace jifen::scoring
