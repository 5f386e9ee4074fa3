// tools/jifen/export/export_line.h: an enterprise of a generation as a line of a CSV file.
//
//   Shape    columns: credit code, name, area, industry, stage, grade, outcome, total, highest total, the points of each
//            indicator, data revision and id of the card, SHA-256 of the card. A line ends with CR LF and holds no other
//            line end. A tab stands before a credit code: a spreadsheet would make a number of 18 digits
//            of it otherwise, and lose the last three.
//   Threads  immutable after construction.
#pragma once

#include <map>
#include <string>

#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/scheme.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

class ExportFormat {
 public:
  ExportFormat(Language language, const v1::Scheme& scheme);

  std::vector<std::string> Headings(const v1::ExportHeading& heading) const;
  // The headings as a line.
  std::string HeadingLine(const v1::ExportHeading& heading) const;
  std::string Line(const v1::ExportLine& line) const;

 private:
  Language language_;
  std::map<std::string, std::string> stages_;
  std::map<std::string, std::string> grades_;
};

// Places of cells in a line, the first and, counted from its end, the last.
inline constexpr size_t kCodeColumn = 0;
inline constexpr size_t kTotalColumn = 7;
inline constexpr size_t kDigestColumnFromEnd = 1;
inline constexpr size_t kColumnsMin = 12;

}  // namespace jifen::tools::cli
