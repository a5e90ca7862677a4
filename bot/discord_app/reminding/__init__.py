"""What people see of reminders in Discord: `/remind`, its panels, and the buttons of a reminder."""
