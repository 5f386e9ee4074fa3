#include "scoring/expression/arena.h"

#include <algorithm>

namespace jifen::scoring::expression {

void* Arena::AllocateFromNextBlock(size_t size) {
  if (block_ < blocks_.size()) ++block_;
  while (block_ < blocks_.size() && blocks_[block_].size < size) ++block_;
  if (block_ == blocks_.size()) {
    const size_t block_size = std::max(size, kBlockBytes);
    blocks_.push_back({.bytes = std::make_unique<std::byte[]>(block_size), .size = block_size});
  }
  used_ = size;
  return blocks_[block_].bytes.get();
}

}  // namespace jifen::scoring::expression
