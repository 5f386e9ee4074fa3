#include "tools/jifen/charts/echarts.h"

// A megabyte as an array of numbers would take the compiler half a minute; the assembler takes the file as it is.
__asm__(
    ".section .rodata\n"
    ".global jifen_echarts_begin\n"
    ".global jifen_echarts_end\n"
    "jifen_echarts_begin:\n"
    ".incbin \"" JIFEN_ECHARTS_FILE
    "\"\n"
    "jifen_echarts_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const char jifen_echarts_begin[];
extern "C" const char jifen_echarts_end[];

namespace jifen::tools::cli {

std::string_view EchartsScript() {
  return {jifen_echarts_begin, static_cast<size_t>(jifen_echarts_end - jifen_echarts_begin)};
}

}  // namespace jifen::tools::cli
