"""The timeline strip: when files were taken and posted, when events happened, and the brush over both."""
