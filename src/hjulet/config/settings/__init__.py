"""Settings per mode; `hjulet.config.settings.<mode>` is chosen by HJULET_MODE."""
