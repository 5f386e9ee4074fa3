// tools/table_import/workbook.h: what an .xlsx file says about its sheets.
//
//   Range    a part that is read whole (list of sheets, styles) has at most kWorkbookPartBytesMax bytes;
//            sheets and texts are read in pieces. kWorkbookSheetsMax sheets.
//   Errors   Open: those of Archive; ARCHIVE_MALFORMED if it is no .xlsx or a part is damaged or has a
//            <!DOCTYPE, ARCHIVE_TOO_LARGE.
//   Source   ECMA-376 part 1, 18.2 (workbook), 18.8 (styles), part 2 (relationships).
//   Threads  immutable once open, but for its archive: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/archive.h"
#include "tools/table_import/number_format.h"
#include "tools/table_import/shared_strings.h"

namespace jifen::tools::table_import {

inline constexpr int64_t kWorkbookPartBytesMax = int64_t{16} << 20;
inline constexpr size_t kWorkbookSheetsMax = 1'000;

struct Sheet {
  std::string name;
  bool hidden = false;
  std::string path;  // in the archive; empty if it is no sheet of cells (a chart)
};

class Workbook {
 public:
  static absl::StatusOr<std::shared_ptr<const Workbook>> Open(std::shared_ptr<Archive> archive);

  const std::vector<Sheet>& sheets() const { return sheets_; }
  bool date1904() const { return date1904_; }

  // Of a cell's style; plain if there is none of the number.
  NumberFormat FormatOf(int style) const;

  absl::StatusOr<std::unique_ptr<ByteStream>> OpenSheet(const Sheet& sheet) const;
  absl::StatusOr<SharedStrings> ReadStrings() const;

 private:
  struct Relation {
    std::string id;
    std::string type;  // what follows the last / of its address
    std::string path;
  };

  Workbook() = default;

  absl::StatusOr<std::unique_ptr<ByteStream>> OpenPart(std::string_view path) const;
  absl::StatusOr<std::vector<Relation>> ReadRelations(const std::string& of) const;
  absl::Status ReadSheets(const std::string& path);
  absl::Status ReadStyles();

  std::shared_ptr<Archive> archive_;
  std::vector<Sheet> sheets_;
  std::vector<NumberFormat> formats_;  // by style
  std::string strings_path_;           // empty: there are none
  std::string styles_path_;
  bool date1904_ = false;
};

}  // namespace jifen::tools::table_import
