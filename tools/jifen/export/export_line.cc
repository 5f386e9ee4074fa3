#include "tools/jifen/export/export_line.h"

#include "proto/model/sha256.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"
#include "tools/table_import/csv_cell.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::cli {
namespace {

std::string TextCell(std::string_view text) {
  std::string line = table_import::OneLine(text);
  // Other control characters have no place in a table either.
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  return table_import::CsvCell(line);
}

// A minus before digits is a number, and stays one.
std::string NumberCell(const std::string& text) { return IsDecimal(text) ? text : TextCell(text); }

std::string CodeCell(const std::string& code) {
  if (code.find_first_of(",\"\r\n") != std::string::npos) return TextCell(code);
  return "\t" + code;
}

std::string TitleOf(const std::map<std::string, std::string>& titles, const std::string& id) {
  const auto found = titles.find(id);
  return found == titles.end() ? id : found->second;
}

std::string Joined(const std::vector<std::string>& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + cells[i];
  return line + "\r\n";
}

}  // namespace

ExportFormat::ExportFormat(Language language, const v1::Scheme& scheme) : language_(language) {
  const auto in_language = [language](const v1::Text& text) {
    return language == Language::kChinese ? text.zh() : text.en();
  };
  for (const v1::Stage& stage : scheme.stages()) stages_[stage.id()] = in_language(stage.title());
  for (const v1::Grade& grade : scheme.grades()) grades_[grade.id()] = in_language(grade.title());
}

std::vector<std::string> ExportFormat::Headings(const v1::ExportHeading& heading) const {
  std::vector<std::string> headings;
  for (const Phrase phrase :
       {Phrase::kColumnCode, Phrase::kColumnName, Phrase::kColumnArea, Phrase::kColumnIndustry,
        Phrase::kColumnStage, Phrase::kColumnGrade, Phrase::kColumnOutcome, Phrase::kColumnTotal,
        Phrase::kColumnTotalHighest}) {
    headings.push_back(Say(language_, phrase));
  }
  const auto& titles = language_ == Language::kChinese ? heading.indicator_titles_zh()
                                                       : heading.indicator_titles_en();
  for (int i = 0; i < heading.indicator_ids_size(); ++i) {
    headings.push_back(i < titles.size() ? titles[i] : heading.indicator_ids(i));
  }
  for (const Phrase phrase : {Phrase::kColumnKnownAt, Phrase::kColumnCard, Phrase::kColumnDigest}) {
    headings.push_back(Say(language_, phrase));
  }
  return headings;
}

std::string ExportFormat::HeadingLine(const v1::ExportHeading& heading) const {
  std::vector<std::string> cells = Headings(heading);
  for (std::string& cell : cells) cell = TextCell(cell);
  return Joined(cells);
}

std::string ExportFormat::Line(const v1::ExportLine& line) const {
  const v1::RankedScore& score = line.score();
  std::vector<std::string> cells = {
      CodeCell(score.enterprise_id()),
      TextCell(score.enterprise_name()),
      TextCell(score.area_code()),
      TextCell(score.industry_code()),
      TextCell(TitleOf(stages_, score.stage_id())),
      TextCell(TitleOf(grades_, score.grade_id())),
      TextCell(EnumLabel(language_, v1::Outcome_Name(score.outcome()))),
      score.has_total() ? NumberCell(score.total()) : "",
      score.has_total_highest() ? NumberCell(score.total_highest()) : ""};
  for (const std::string& points : line.points()) cells.push_back(NumberCell(points));
  cells.push_back(line.known_at() == 0 ? "" : std::to_string(line.known_at()));
  cells.push_back(TextCell(score.card_id()));
  cells.push_back(model::HexOf(line.card_sha256()));
  return Joined(cells);
}

}  // namespace jifen::tools::cli
