#include "storage/kv/memory/tree.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <utility>

namespace jifen::storage::kv::memory {
namespace {

Tree MakeNode(const Node& origin, Tree left, Tree right) {
  return std::make_shared<const Node>(
      Node{origin.entry, origin.rank, std::move(left), std::move(right)});
}

// Whether `a` belongs above `b`. Equal ranks are settled by the key, so that the shape is unique.
bool Outranks(const Node& a, const Node& b) {
  return a.rank != b.rank ? a.rank > b.rank : a.entry->key < b.entry->key;
}

struct Halves {
  Tree before;
  Tree after;
};

// The entries before and after `key`, which is not in the tree.
Halves Split(const Tree& tree, std::string_view key) {
  if (tree == nullptr) return {};
  if (key < tree->entry->key) {
    Halves halves = Split(tree->left, key);
    return {std::move(halves.before), MakeNode(*tree, std::move(halves.after), tree->right)};
  }
  Halves halves = Split(tree->right, key);
  return {MakeNode(*tree, tree->left, std::move(halves.before)), std::move(halves.after)};
}

Tree Join(const Tree& before, const Tree& after) {
  if (before == nullptr) return after;
  if (after == nullptr) return before;
  if (Outranks(*before, *after)) return MakeNode(*before, before->left, Join(before->right, after));
  return MakeNode(*after, Join(before, after->left), after->right);
}

Tree PutNode(const Tree& tree, const Node& node) {
  const std::string& key = node.entry->key;
  if (tree == nullptr) return MakeNode(node, nullptr, nullptr);
  if (key == tree->entry->key) return MakeNode(node, tree->left, tree->right);
  if (Outranks(node, *tree)) {  // then the key is not below either
    Halves halves = Split(tree, key);
    return MakeNode(node, std::move(halves.before), std::move(halves.after));
  }
  if (key < tree->entry->key) return MakeNode(*tree, PutNode(tree->left, node), tree->right);
  return MakeNode(*tree, tree->left, PutNode(tree->right, node));
}

}  // namespace

Tree Put(const Tree& tree, std::shared_ptr<const Entry> entry) {
  const uint64_t rank = XXH3_64bits(entry->key.data(), entry->key.size());
  return PutNode(tree, Node{std::move(entry), rank, nullptr, nullptr});
}

Tree Erase(const Tree& tree, std::string_view key) {
  if (tree == nullptr) return nullptr;
  if (key == tree->entry->key) return Join(tree->left, tree->right);
  if (key < tree->entry->key) return MakeNode(*tree, Erase(tree->left, key), tree->right);
  return MakeNode(*tree, tree->left, Erase(tree->right, key));
}

const Entry* Find(const Tree& tree, std::string_view key) {
  for (const Node* node = tree.get(); node != nullptr;) {
    if (key == node->entry->key) return node->entry.get();
    node = key < node->entry->key ? node->left.get() : node->right.get();
  }
  return nullptr;
}

Walk::Walk(Tree tree, std::string_view begin) : tree_(std::move(tree)) {
  for (const Node* node = tree_.get(); node != nullptr;) {
    if (node->entry->key < begin) {
      node = node->right.get();
    } else {
      path_.push_back(node);
      node = node->left.get();
    }
  }
}

void Walk::Next() {
  const Node* node = path_.back()->right.get();
  path_.pop_back();
  for (; node != nullptr; node = node->left.get()) path_.push_back(node);
}

}  // namespace jifen::storage::kv::memory
