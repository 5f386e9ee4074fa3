#include "tools/jifen/progress.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <sstream>

#include "absl/time/clock.h"
#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {
namespace {

// Standard error is a window of `columns` as long as it lives.
class Window {
 public:
  explicit Window(int columns) : kept_(dup(STDERR_FILENO)) {
    winsize size{};
    size.ws_row = 24;
    size.ws_col = static_cast<unsigned short>(columns);
    EXPECT_EQ(openpty(&outer_, &inner_, nullptr, nullptr, &size), 0);
    EXPECT_EQ(dup2(inner_, STDERR_FILENO), STDERR_FILENO);
  }
  ~Window() {
    dup2(kept_, STDERR_FILENO);
    for (const int file : {outer_, inner_, kept_}) close(file);
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

 private:
  int kept_, outer_ = -1, inner_ = -1;
};

int WidthIn(int columns) {
  std::ostringstream out, err;
  const Context context{
      .terminal = {.interactive = true, .width = 100}, .connection = {}, .out = out, .err = err};
  const Window window(columns);
  Progress progress(context, "exporting");
  progress.Update({.done = 1, .total = 2, .note = "1,000,000 of 2,000,000 and some more words"},
                  absl::Now());
  const std::string drawn = err.str();
  return DisplayWidth(drawn.substr(drawn.find("\x1b[K") + 3));
}

TEST(Progress, FitsTheWindowOfStandardError) {
  for (const int columns : {20, 40, 79}) {
    EXPECT_LT(WidthIn(columns), columns);
    EXPECT_GT(WidthIn(columns), 0);
  }
  EXPECT_GT(WidthIn(300), 79);
}

}  // namespace
}  // namespace jifen::tools::cli
