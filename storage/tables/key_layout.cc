#include "storage/tables/key_layout.h"

#include <cassert>

#include "storage/kv/stamp.h"
#include "storage/tables/store_error.h"

namespace jifen::storage::tables {
namespace {

constexpr char kEscape = '\x00';
constexpr char kEscapedZero = '\xff';
constexpr char kTextEnd = '\x01';

// Moves the signed numbers onto the unsigned ones, in their order.
constexpr uint32_t kSignBit = 0x80000000U;
constexpr uint64_t kSignBit64 = uint64_t{1} << 63U;

void AppendBigEndian(uint64_t number, size_t bytes, std::string& key) {
  for (size_t i = bytes; i > 0; --i) {
    key.push_back(static_cast<char>((number >> (8 * (i - 1))) & 0xFFU));
  }
}

}  // namespace

KeyWriter::KeyWriter(Prefix prefix) : key_(1, static_cast<char>(prefix)) {}

KeyWriter& KeyWriter::Id18(std::string_view enterprise_id) {
  assert(enterprise_id.size() == kEnterpriseIdBytes);
  key_.append(enterprise_id);
  return *this;
}

KeyWriter& KeyWriter::Text(std::string_view text) {
  for (char byte : text) {
    key_.push_back(byte);
    if (byte == kEscape) key_.push_back(kEscapedZero);
  }
  key_.push_back(kEscape);
  key_.push_back(kTextEnd);
  return *this;
}

KeyWriter& KeyWriter::U8(uint8_t number) {
  AppendBigEndian(number, sizeof(number), key_);
  return *this;
}

KeyWriter& KeyWriter::U32(uint32_t number) {
  AppendBigEndian(number, sizeof(number), key_);
  return *this;
}

KeyWriter& KeyWriter::U64(uint64_t number) {
  AppendBigEndian(number, sizeof(number), key_);
  return *this;
}

KeyWriter& KeyWriter::FallingU32(uint32_t number) { return U32(~number); }
KeyWriter& KeyWriter::FallingU64(uint64_t number) { return U64(~number); }
KeyWriter& KeyWriter::FallingI32(int32_t number) {
  return FallingU32(static_cast<uint32_t>(number) ^ kSignBit);
}

KeyWriter& KeyWriter::FallingI128(absl::int128 number) {
  const uint64_t high = static_cast<uint64_t>(absl::Int128High64(number)) ^ kSignBit64;
  return FallingU64(high).FallingU64(absl::Int128Low64(number));
}

KeyReader::KeyReader(Prefix prefix, std::string_view key) : rest_(key) {
  if (U8() != static_cast<uint8_t>(prefix)) broken_ = true;
}

std::string KeyReader::Id18() {
  if (broken_ || rest_.size() < kEnterpriseIdBytes) {
    broken_ = true;
    return "";
  }
  std::string id(rest_.substr(0, kEnterpriseIdBytes));
  rest_.remove_prefix(kEnterpriseIdBytes);
  return id;
}

std::string KeyReader::Text() {
  std::string text;
  while (!broken_ && !rest_.empty()) {
    const char byte = rest_.front();
    const char next = byte == kEscape && rest_.size() > 1 ? rest_[1] : '\0';
    rest_.remove_prefix(1);
    if (byte != kEscape) {
      text.push_back(byte);
      continue;
    }
    if (!rest_.empty()) rest_.remove_prefix(1);
    if (next == kTextEnd) return text;
    if (next != kEscapedZero) break;
    text.push_back(kEscape);
  }
  broken_ = true;
  return "";
}

uint64_t KeyReader::Number(size_t bytes) {
  if (broken_ || rest_.size() < bytes) {
    broken_ = true;
    return 0;
  }
  uint64_t number = 0;
  for (char byte : rest_.substr(0, bytes)) {
    number = (number << 8U) | static_cast<unsigned char>(byte);
  }
  rest_.remove_prefix(bytes);
  return number;
}

uint8_t KeyReader::U8() { return static_cast<uint8_t>(Number(sizeof(uint8_t))); }
uint32_t KeyReader::U32() { return static_cast<uint32_t>(Number(sizeof(uint32_t))); }
uint64_t KeyReader::U64() { return Number(sizeof(uint64_t)); }
uint32_t KeyReader::FallingU32() {
  const uint32_t number = ~U32();
  return broken_ ? 0 : number;
}
uint64_t KeyReader::FallingU64() {
  const uint64_t number = ~U64();
  return broken_ ? 0 : number;
}
int32_t KeyReader::FallingI32() {
  const uint32_t number = FallingU32();
  return broken_ ? 0 : static_cast<int32_t>(number ^ kSignBit);
}

absl::int128 KeyReader::FallingI128() {
  const uint64_t high = FallingU64() ^ kSignBit64;
  const uint64_t low = FallingU64();
  return broken_ ? 0 : absl::MakeInt128(static_cast<int64_t>(high), low);
}

absl::Status KeyReader::Finish() const {
  if (broken_ || !rest_.empty()) return Corrupt("a key");
  return absl::OkStatus();
}

std::string DossierPrefix(std::string_view enterprise_id) {
  KeyWriter key(Prefix::kDossier);
  key.Id18(enterprise_id);
  return std::move(key).Take();
}

std::string RegisterPrefix(std::string_view enterprise_id) {
  return KindPrefix(enterprise_id, v1::RECORD_KIND_UNSPECIFIED);
}

std::string KindPrefix(std::string_view enterprise_id, v1::RecordKind kind) {
  KeyWriter key(Prefix::kDossier);
  key.Id18(enterprise_id).U8(static_cast<uint8_t>(kind));
  return std::move(key).Take();
}

std::string RecordPrefix(const RecordName& name) {
  KeyWriter key(Prefix::kDossier);
  key.Id18(name.enterprise_id).U8(static_cast<uint8_t>(name.kind)).Text(name.record_id);
  return std::move(key).Take();
}

std::string VersionKey(std::string prefix, kv::Revision revision) {
  prefix += kv::EncodeStamp(revision);
  return prefix;
}

absl::StatusOr<DossierKey> DecodeDossierKey(std::string_view key) {
  KeyReader reader(Prefix::kDossier, key);
  DossierKey decoded;
  decoded.name.enterprise_id = reader.Id18();
  decoded.name.kind = static_cast<v1::RecordKind>(reader.U8());
  if (decoded.name.kind != v1::RECORD_KIND_UNSPECIFIED) decoded.name.record_id = reader.Text();
  decoded.revision = reader.FallingU64();
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return decoded;
}

}  // namespace jifen::storage::tables
