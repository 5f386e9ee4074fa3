#include "tools/jifen/render/points_text.h"

#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/glyphs.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPlacesShown = 4;

}  // namespace

std::string PointsText(std::string_view points, const std::vector<std::string>& bounds) {
  return ShortenHonestly(points, kPlacesShown, bounds);
}

std::string PointsRangeText(const Terminal& terminal, const std::string& lowest,
                            const std::string& highest, const std::vector<std::string>& bounds) {
  if (highest.empty()) return PointsText(lowest, bounds);
  std::vector<std::string> with_lowest = bounds;
  with_lowest.push_back(lowest);
  std::vector<std::string> with_highest = bounds;
  with_highest.push_back(highest);
  return PointsText(lowest, with_highest) + std::string(GlyphsOf(terminal.unicode).dash) +
         PointsText(highest, with_lowest);
}

std::string DeductedText(const Terminal& terminal, const std::string& points) {
  const std::string shown = PointsText(points);
  if (CompareDecimals(points, "0") <= 0) return shown;
  return std::string(GlyphsOf(terminal.unicode).minus) + shown;
}

}  // namespace jifen::tools::cli
