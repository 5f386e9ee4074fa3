# Writes OUTPUT, a C++ source that defines jifen::embedded::SYMBOL with the bytes of INPUT.
file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUTPUT}" "#include <string_view>
namespace jifen::embedded {
namespace { const unsigned char kBytes[] = {${bytes}0}; }
extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}(reinterpret_cast<const char*>(kBytes), sizeof(kBytes) - 1);
}  // namespace jifen::embedded
")
