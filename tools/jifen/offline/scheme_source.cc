#include "tools/jifen/offline/scheme_source.h"

#include <utility>

#include "scoring/expression/source_text.h"
#include "tools/jifen/offline/field_place.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;
using scoring::expression::Locate;
using scoring::expression::ShowWithCaret;

}  // namespace

absl::StatusOr<SchemeSource> SchemeSource::Read(const Context& context,
                                                const std::string& file_or_folder) {
  const auto files = MessageFilesOf(context, file_or_folder);
  if (!files.ok()) return files.status();
  SchemeSource source;
  // The errors of syntax are told there.
  if (const absl::Status read = ReadMessage(context, *files, source.scheme_); !read.ok())
    return read;
  if (files->front().extension() == ".json") return source;
  auto pieces = ReadPieces(context, *files);
  if (!pieces.ok()) return pieces.status();
  source.pieces_ = *std::move(pieces);
  for (const TextPiece& piece : source.pieces_) source.text_ += piece.text;
  source.places_ = std::make_unique<TextFormat::ParseInfoTree>();
  TextFormat::Parser parser;
  parser.WriteLocationsTo(source.places_.get());
  source.scheme_.Clear();
  if (!parser.ParseFromString(source.text_, &source.scheme_)) {
    return absl::AbortedError(context.Words(Phrase::kFileUnreadable, {file_or_folder}));
  }
  return source;
}

SourcePlace SchemeSource::PlaceAt(size_t offset) const {
  const auto place = Locate(text_, offset);
  const TextPiece& piece = PieceAt(pieces_, place.line);
  return {.file = piece.file,
          .line = place.line - piece.first_line + 1,
          .column = place.column,
          .with_caret = ShowWithCaret(text_, offset)};
}

std::optional<SourcePlace> SchemeSource::PlaceOf(const model::Fault& fault) const {
  if (places_ == nullptr) return std::nullopt;
  const std::optional<FieldPlace> field = FindField(scheme_, *places_, text_, fault.path);
  if (!field.has_value()) return std::nullopt;
  const bool in_text = fault.line > 0 && field->is_whole && !field->field->is_repeated() &&
                       field->field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  if (!in_text) return PlaceAt(field->offset);
  const std::string expression =
      field->owner->GetReflection()->GetString(*field->owner, field->field);
  const size_t index =
      scoring::expression::OffsetOf(expression, {.line = fault.line, .column = fault.column});
  return PlaceAt(OffsetInString(text_, field->offset, index));
}

}  // namespace jifen::tools::cli
