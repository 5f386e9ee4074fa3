// jifen-synth: writes the tables of a made-up region, for demonstrations, tests and benchmarks.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>

#include "tools/synth/population_files.h"

namespace {

constexpr int kFine = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

using jifen::tools::synth::FileFormat;
using jifen::tools::table_import::Encoding;

const std::map<std::string, Encoding> kEncodings = {{"utf8", Encoding::kUtf8},
                                                    {"utf8-bom", Encoding::kUtf8WithMark},
                                                    {"gb18030", Encoding::kGb18030}};

const std::map<std::string, FileFormat> kFormats = {
    {"csv", FileFormat::kCsv}, {"zip", FileFormat::kZip}, {"xlsx", FileFormat::kWorkbook}};

int Run(const jifen::tools::synth::PopulationOptions& options, bool force) {
  const absl::Status empty =
      force ? absl::OkStatus() : jifen::tools::synth::CheckEmpty(options.folder);
  if (!empty.ok()) {
    std::cerr << "jifen-synth: " << empty.message() << "\n";
    return kFailed;
  }
  const auto rows = jifen::tools::synth::WritePopulation(options);
  if (!rows.ok()) {
    std::cerr << "jifen-synth: " << rows.status().message() << "\n";
    return absl::IsInvalidArgument(rows.status()) ? kWrongUsage : kFailed;
  }
  for (const auto& [file, count] : *rows) std::cout << file << ": " << count << "\n";
  if (options.faults) std::cout << "expected/faults.csv: what was planted / 植入的错误\n";
  return kFine;
}

}  // namespace

int main(int argc, char** argv) {
  jifen::tools::synth::PopulationOptions options;
  std::string encoding = "utf8-bom";
  std::string headings = "zh";
  std::string format = "csv";
  std::string folder;
  bool force = false;
  CLI::App app("Writes tables of a made-up population of enterprises. / 生成虚构企业的数据表格。");
  app.add_option("--enterprises", options.enterprises, "how many / 企业数")->required();
  app.add_option("--seed", options.seed, "same seed, same bytes / 种子相同则字节相同")->required();
  app.add_option("--out", folder,
                 "folder, made if it is not there; an empty one unless --force / 输出文件夹，除非 "
                 "--force 须为空")
      ->required();
  app.add_flag("--force", force, "replace files of the same names / 覆盖同名文件");
  app.add_option("--encoding", encoding, "utf8, utf8-bom or gb18030 / 编码")
      ->capture_default_str()
      ->check(CLI::IsMember({"utf8", "utf8-bom", "gb18030"}));
  app.add_option("--headings", headings, "zh or en / 表头语言")
      ->capture_default_str()
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--format", format,
                 "csv files, a zip of them, or an xlsx workbook / CSV文件、zip压缩包或xlsx工作簿")
      ->capture_default_str()
      ->check(CLI::IsMember({"csv", "zip", "xlsx"}));
  app.add_flag("--faults", options.faults,
               "plant bad rows and files, listed in expected/faults.csv / 植入错误的行和文件");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kFine : kWrongUsage;
  }
  options.folder = folder;
  options.write = {.encoding = kEncodings.at(encoding),
                   .chinese = headings == "zh",
                   .format = kFormats.at(format)};
  return Run(options, force);
}
