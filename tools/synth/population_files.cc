#include "tools/synth/population_files.h"

#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "proto/model/record_kind.h"
#include "tools/synth/codes.h"
#include "tools/synth/enterprise_maker.h"
#include "tools/synth/names.h"
#include "tools/synth/planted_faults.h"

namespace jifen::tools::synth {
namespace {

absl::Status WriteList(const std::filesystem::path& folder, const std::string& list) {
  const std::filesystem::path path = folder / "expected" / "faults.csv";
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << list;
  file.close();
  if (file && !error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(path.string(), ": cannot be written"));
}

absl::Status Unreadable(const std::filesystem::path& folder, const std::error_code& error) {
  return absl::UnavailableError(
      absl::StrCat(folder.string(), " cannot be read: ", error.message(), " / 无法读取文件夹"));
}

}  // namespace

absl::Status CheckEmpty(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::file_type type = std::filesystem::status(folder, error).type();
  if (type == std::filesystem::file_type::none) return Unreadable(folder, error);
  if (type != std::filesystem::file_type::directory) return absl::OkStatus();
  const bool empty = std::filesystem::is_empty(folder, error);
  if (error) return Unreadable(folder, error);
  if (empty) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(
      folder.string(),
      " is not empty: name another folder with --out, or replace its files with --force / "
      "文件夹不为空：请用 --out 另选文件夹，或用 --force 覆盖同名文件"));
}

absl::StatusOr<std::map<std::string, int64_t>> WritePopulation(const PopulationOptions& options) {
  if (options.enterprises < 1 || options.enterprises > kNamesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("--enterprises: got ", options.enterprises, ", want 1 to ", kNamesMax));
  }
  absl::StatusOr<TableWriter> writer = TableWriter::Create(options.folder, options.write);
  if (!writer.ok()) return writer.status();
  EnterpriseMaker maker(options.seed);
  FaultPlanter planter;
  absl::Status status;
  for (int64_t index = 0; index < options.enterprises && status.ok(); ++index) {
    const MadeEnterprise made = maker.Make(index);
    for (const v1::ImportRow& row : made.rows) {
      const v1::RecordKind kind = model::KindOf(row.record());
      const TableFile& file = writer->file(kind);
      if (options.faults && planter.Wants(row.record())) {
        planter.Note(kind, file.Cells(row, made.name));
      }
      if (status.ok()) status = writer->Append(row, made.name);
    }
  }
  std::map<std::string, int64_t> rows;
  for (const auto& [kind, file] : writer->files()) rows[file.name()] = file.rows() - 1;
  if (status.ok() && options.faults) {
    // The code of the enterprise that would have come next.
    status = planter.Plant(MakeCreditCode("421202", options.enterprises, options.seed), *writer);
    if (status.ok()) status = WriteList(options.folder, planter.list());
  }
  if (status.ok()) status = writer->Close();
  if (!status.ok()) return status;
  return rows;
}

}  // namespace jifen::tools::synth
