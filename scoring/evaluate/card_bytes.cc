#include "scoring/evaluate/card_bytes.h"

#include <cstdint>
#include <cstring>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace jifen::scoring::evaluate {
namespace {

using google::protobuf::RepeatedPtrField;
using google::protobuf::io::CodedOutputStream;

constexpr uint32_t kVarint = 0;  // types on the wire
constexpr uint32_t kBytes = 2;

// Writes fields behind each other into room that is large enough. Sizes of messages within are those that ByteSizeLong
// of the outermost left in them.
class FieldWriter {
 public:
  explicit FieldWriter(uint8_t* begin) : at_(begin) {}

  const uint8_t* at() const { return at_; }

  // Of a field without presence: nothing is written for 0.
  template <typename Value>
  void Number(uint32_t field, Value number) {
    if (number == Value{}) return;
    Tag(field, kVarint);
    // Negative numbers have ten bytes, as if they had 64 bits.
    const auto wide = static_cast<uint64_t>(static_cast<int64_t>(number));
    at_ = CodedOutputStream::WriteVarint64ToArray(wide, at_);
  }

  // Of a field without presence: nothing is written for an empty one.
  void Text(uint32_t field, const std::string& text) {
    if (!text.empty()) Present(field, text);
  }
  void Present(uint32_t field, const std::string& text) {
    Tag(field, kBytes);
    at_ = CodedOutputStream::WriteVarint32ToArray(static_cast<uint32_t>(text.size()), at_);
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void Texts(uint32_t field, const RepeatedPtrField<std::string>& texts) {
    for (const std::string& text : texts) Present(field, text);
  }

  template <typename Message>
  void Part(uint32_t field, const Message& message) {
    Tag(field, kBytes);
    at_ = CodedOutputStream::WriteVarint32ToArray(static_cast<uint32_t>(message.GetCachedSize()),
                                                  at_);
    Fields(message);
  }
  template <typename Message>
  void Parts(uint32_t field, const RepeatedPtrField<Message>& messages) {
    for (const Message& message : messages) Part(field, message);
  }

  void Fields(const v1::ScoreCard& card);

 private:
  void Tag(uint32_t field, uint32_t type) {
    at_ = CodedOutputStream::WriteVarint32ToArray(field << 3 | type, at_);
  }

  void Fields(const v1::Text& text);
  void Fields(const v1::Date& date);
  void Fields(const v1::Evidence& evidence);
  void Fields(const v1::StageResult& stage);
  void Fields(const v1::GradeResult& grade);
  void Fields(const v1::GateResult& gate);
  void Fields(const v1::CategoryResult& category);
  void Fields(const v1::IndicatorResult& indicator);
  void Fields(const v1::OptionResult& option);
  void Fields(const v1::Position& position);
  void Fields(const v1::NextBand& next);
  void Fields(const v1::CohortPosition& cohort);

  uint8_t* at_;
};

void FieldWriter::Fields(const v1::ScoreCard& card) {
  Text(1, card.card_id());
  Text(2, card.enterprise_id());
  Text(3, card.enterprise_name());
  Text(4, card.scheme_id());
  Number(5, card.scheme_version());
  Text(6, card.scheme_sha256());
  if (card.has_scheme_title()) Part(7, card.scheme_title());
  Number(8, card.scheme_figures());
  Number(9, card.year());
  if (card.has_valid_at()) Part(10, card.valid_at());
  Number(11, card.known_at());
  if (card.has_stage()) Part(12, card.stage());
  Number(13, card.outcome());
  if (card.has_total()) Present(14, card.total());
  Text(15, card.total_maximum());
  if (card.has_pass_mark()) Present(16, card.pass_mark());
  if (card.has_grade()) Part(17, card.grade());
  Parts(18, card.categories());
  Parts(19, card.gates());
  Parts(20, card.direct_passes());
  Text(21, card.coverage());
  if (card.has_oldest_source()) Part(22, card.oldest_source());
  if (card.has_newest_source()) Part(23, card.newest_source());
  Number(24, card.disputed());
  Parts(25, card.reasons());
  if (card.has_total_highest()) Present(26, card.total_highest());
  if (card.has_grade_highest()) Part(27, card.grade_highest());
  if (card.has_bonus_cut()) Present(28, card.bonus_cut());
  if (card.has_deduction_cut()) Present(29, card.deduction_cut());
  if (card.has_total_cut()) Present(30, card.total_cut());
  Number(31, card.simulated());
  Text(32, card.generation_id());
  Text(33, card.cohort_tables_sha256());
}

void FieldWriter::Fields(const v1::Text& text) {
  Text(1, text.zh());
  Text(2, text.en());
}

void FieldWriter::Fields(const v1::Date& date) {
  Number(1, date.year());
  Number(2, date.month());
  Number(3, date.day());
}

void FieldWriter::Fields(const v1::Evidence& evidence) {
  Number(1, evidence.kind());
  Text(2, evidence.record_id());
  Number(3, evidence.revision());
  Text(4, evidence.source_department());
  Text(5, evidence.source_reference());
  Number(6, evidence.disputed());
}

void FieldWriter::Fields(const v1::StageResult& stage) {
  Text(1, stage.stage_id());
  if (stage.has_title()) Part(2, stage.title());
  Parts(3, stage.evidence());
  Texts(4, stage.missing());
}

void FieldWriter::Fields(const v1::GradeResult& grade) {
  Text(1, grade.grade_id());
  if (grade.has_title()) Part(2, grade.title());
}

void FieldWriter::Fields(const v1::GateResult& gate) {
  Text(1, gate.gate_id());
  if (gate.has_title()) Part(2, gate.title());
  Text(3, gate.clause());
  Number(4, gate.state());
  Parts(5, gate.evidence());
  Texts(6, gate.missing());
  if (gate.has_reason()) Part(7, gate.reason());
  if (gate.has_caps_at()) Present(8, gate.caps_at());
}

void FieldWriter::Fields(const v1::CategoryResult& category) {
  Text(1, category.category_id());
  if (category.has_title()) Part(2, category.title());
  Text(3, category.points());
  Text(4, category.maximum());
  if (category.has_minimum()) Present(5, category.minimum());
  Number(6, category.minimum_reached());
  Parts(7, category.indicators());
  if (category.has_cut()) Present(8, category.cut());
  Number(9, category.kind());
  if (category.has_points_highest()) Present(10, category.points_highest());
}

void FieldWriter::Fields(const v1::IndicatorResult& indicator) {
  Text(1, indicator.indicator_id());
  if (indicator.has_title()) Part(2, indicator.title());
  Number(3, indicator.unit());
  Number(4, indicator.state());
  if (indicator.has_value()) Present(5, indicator.value());
  Text(6, indicator.points());
  Text(7, indicator.maximum());
  if (indicator.has_position()) Part(8, indicator.position());
  if (indicator.has_next()) Part(9, indicator.next());
  Parts(10, indicator.evidence());
  Texts(11, indicator.missing());
  Text(12, indicator.option_id());
  Parts(13, indicator.options());
  if (indicator.has_minimum_exceeded()) Present(14, indicator.minimum_exceeded());
  Number(15, indicator.minimum_reached());
  if (indicator.has_reason()) Part(16, indicator.reason());
  if (indicator.has_points_highest()) Present(17, indicator.points_highest());
  if (indicator.has_scale_points()) Present(18, indicator.scale_points());
  if (indicator.has_mark()) Present(19, indicator.mark());
  if (indicator.has_cohort()) Part(20, indicator.cohort());
}

void FieldWriter::Fields(const v1::OptionResult& option) {
  Text(1, option.option_id());
  if (option.has_title()) Part(2, option.title());
  Number(3, option.unit());
  Number(4, option.state());
  if (option.has_value()) Present(5, option.value());
  Text(6, option.points());
  if (option.has_position()) Part(7, option.position());
  Texts(8, option.missing());
  if (option.has_points_highest()) Present(9, option.points_highest());
  if (option.has_cohort()) Part(10, option.cohort());
}

void FieldWriter::Fields(const v1::Position& position) {
  Number(1, position.index());
  if (position.has_from()) Present(2, position.from());
  if (position.has_to()) Present(3, position.to());
  Text(4, position.equals());
  Number(5, position.closed());
}

void FieldWriter::Fields(const v1::NextBand& next) {
  Text(1, next.bound());
  Text(2, next.points());
  Text(3, next.gain());
  Text(4, next.option_id());
  Number(5, next.beyond());
}

void FieldWriter::Fields(const v1::CohortPosition& cohort) {
  Text(1, cohort.level_id());
  if (cohort.has_title()) Part(2, cohort.title());
  Text(3, cohort.group());
  Number(4, cohort.members());
  Text(5, cohort.place());
}

std::string ByProtobuf(const v1::ScoreCard& card) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  card.SerializePartialToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

std::string CardBytes(const v1::ScoreCard& card) {
  std::string bytes(card.ByteSizeLong(), '\0');
  auto* const begin = reinterpret_cast<uint8_t*>(bytes.data());
  FieldWriter writer(begin);
  writer.Fields(card);
  // Fields that are unknown here have bytes that were not written.
  if (writer.at() == begin + bytes.size()) return bytes;
  return ByProtobuf(card);
}

}  // namespace jifen::scoring::evaluate
