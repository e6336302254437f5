#!/bin/sh
# Writes a file into a comment on a pull request on GitHub; the comment of an earlier run is replaced.
#
#   ci/comment.sh FILE NUMBER [MARK]
#
# Needs `gh` with GH_TOKEN and GH_REPO. MARK tells the comments of several projects apart.
set -eu

file=$1 number=$2 mark="<!-- recto ${3-} -->"
body=$(mktemp)
trap 'rm "$body"' EXIT
{ echo "$mark" && cat "$file"; } >"$body"
# Comments of people that quote the mark do not begin with it.
old=$(gh api --paginate "repos/$GH_REPO/issues/$number/comments" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id" | head -n 1)
if [ -n "$old" ]; then
  gh api --silent --method PATCH "repos/$GH_REPO/issues/comments/$old" --field "body=@$body"
else
  gh api --silent --method POST "repos/$GH_REPO/issues/$number/comments" --field "body=@$body"
fi
