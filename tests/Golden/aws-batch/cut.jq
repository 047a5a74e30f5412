def names: [.. | objects | .shape? | strings] | unique;
def closure($all): . as $have | ([$have[], ($have[] | $all[.] | names[])] | unique) as $next
  | if $next == $have then $have else $next | closure($all) end;
(.operations | {RegisterJobDefinition, SubmitJob} | map_values({input})) as $operations
| {metadata, operations: $operations, shapes: (. as $model | [$operations | names | closure($model.shapes)[] | {key: ., value: $model.shapes[.]}] | from_entries)}
