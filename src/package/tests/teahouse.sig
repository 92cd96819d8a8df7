{
  "version": 1,
  "key": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  "signature": "qCOGCzbLU4Ag0MoNxHuXiScMcK6use9PSbFdFN6C+n6qJXc18ddS6IiZHJ4OtAUIjrnqEDYH2GR/sTH0nrG1Dw=="
}
