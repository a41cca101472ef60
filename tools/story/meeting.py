"""The meeting of June 2022 as calls of Loa's public RPCs: what stood in the way,
what was said, what was directed, and a second campaign on the same engine.
"""
from campaign import PLAN, PROVINCE, seed
from loa.units.v1 import (
    direction_service_pb2, meeting_service_pb2, obstacle_service_pb2,
    plan_service_pb2, report_service_pb2, team_service_pb2)

CONGRESS = "plans/dai-hoi-cap-xa"
CONGRESS_TARGET = f"{CONGRESS}/targets/congress-held"
MEETING = "meetings/danh-gia-trang-cong-dong"
DIRECTION = "directions/hoan-thanh-thang-6"
VICE_CHAIRMAN = meeting_service_pb2.Attendee(
    full_name="Hoàng Đức Hạnh", position="Phó Chủ tịch Ủy ban MTTQ tỉnh")


def name_team(campaign, page):
    """The team (Tổ quản trị) of the provincial page; returns it."""
    member = team_service_pb2.TeamMember
    return campaign.call(
        "hoa", "TeamService", "ReplaceTeam",
        team_service_pb2.ReplaceTeamRequest(team=team_service_pb2.Team(
            page=page, members=[
                member(full_name="Trần Văn Minh", head=True,
                       position="Trưởng Ban biên tập", phone="0912 000 141"),
                member(full_name="Nguyễn Thị Lan", phone="0912 000 142",
                       position="Biên tập viên"),
                member(full_name="Phạm Thị Hoa", phone="0912 000 143",
                       position="Quản lý trang")])))


def raise_obstacles(campaign, commune):
    """What a commune and the team raised before the meeting; returns both."""
    raised = []
    obstacle = obstacle_service_pb2.Obstacle
    for number, (kind, unit, raiser, text) in enumerate([
            ("OBSTACLE", commune, "Ban công tác Mặt trận",
             "Xã chưa có cán bộ biết quản trị trang; đường truyền chậm."),
            ("PROPOSAL", PROVINCE, "Nguyễn Thị Lan, thành viên Tổ quản trị",
             "Mở lớp tập huấn viết tin, chụp ảnh cho các Tổ quản trị.")]):
        raised.append(campaign.call(
            "hoa", "ObstacleService", "RaiseObstacle",
            obstacle_service_pb2.RaiseObstacleRequest(
                obstacle_id=f"y-kien-{number + 1}", obstacle=obstacle(
                    kind=kind, unit=unit, subject=PLAN, text=text,
                    raiser=raiser, raised_on="2022-05-27"))))
    campaign.call("hoa", "ObstacleService", "AnswerObstacle",
                  obstacle_service_pb2.AnswerObstacleRequest(
                      name=raised[1].name,
                      answer="Tổ chức tập huấn trong tháng 6 năm 2022."))
    return raised


def hold_meeting(campaign, evaluation, obstacles):
    """The meeting reads the evaluation, hears opinions and is concluded with
    the Vice-Chairman's direction, which sets the June target."""
    attendee = meeting_service_pb2.Attendee
    campaign.call(
        "hoa", "MeetingService", "CreateMeeting",
        meeting_service_pb2.CreateMeetingRequest(
            meeting_id=MEETING.split("/")[1],
            meeting=meeting_service_pb2.Meeting(
                unit=PROVINCE, plan=PLAN, evaluation=evaluation,
                title="Đánh giá kết quả bước đầu xây dựng Trang cộng đồng",
                held_on="2022-06-02", chair=VICE_CHAIRMAN, attendees=[
                    attendee(full_name="Trần Văn Minh",
                             position="Trưởng Ban biên tập"),
                    attendee(full_name="Nguyễn Thị Lan",
                             position="Thành viên Tổ quản trị")])))
    for obstacle in obstacles:
        campaign.call(
            "hoa", "MeetingService", "AddOpinion",
            meeting_service_pb2.AddOpinionRequest(
                meeting=MEETING, opinion=meeting_service_pb2.Opinion(
                    speaker=attendee(full_name="Nguyễn Thị Lan",
                                     position="Thành viên Tổ quản trị"),
                    text=obstacle.text, obstacle=obstacle.name)))
    direction = campaign.call(
        "hoa", "DirectionService", "IssueDirection",
        direction_service_pb2.IssueDirectionRequest(
            direction_id=DIRECTION.split("/")[1],
            direction=direction_service_pb2.Direction(
                unit=PROVINCE, meeting=MEETING,
                text="Trong tháng 6 năm 2022, 100% xã, phường, thị trấn hoàn "
                     "thành việc xây dựng và vận hành có hiệu quả Trang cộng "
                     "đồng.",
                new_target=direction_service_pb2.Direction.NewTarget(
                    plan=PLAN, target=plan_service_pb2.Target(
                        id="commune-pages-june", level="commune", percent=100,
                        milestone="FACT_KIND_PAGE_REGISTERED",
                        deadline="2022-06-30", origin="DIRECTION",
                        origin_note="Ý kiến chỉ đạo của Phó Chủ tịch")))))
    recognition = meeting_service_pb2.Recognition
    campaign.call(
        "hoa", "MeetingService", "ConcludeMeeting",
        meeting_service_pb2.ConcludeMeetingRequest(
            name=MEETING, conclusion=meeting_service_pb2.Conclusion(
                text="Ghi nhận kết quả của trang cấp tỉnh và 13 trang cấp "
                     "huyện; tiếp tục viết, đăng, chia sẻ tin, bài, ảnh từ "
                     "nguồn chính thống.",
                recognitions=[recognition(unit=f"units/code:{row['code']}")
                              for row in seed("quang-ninh-units.csv")
                              if row["level"] in ("province", "district")])))
    return direction


def count_congresses(campaign, held=19):
    """A second campaign: communes report their congress, the province confirms
    it.  Returns the plan's progress."""
    campaign.plan("admin", "CreatePlan", plan_service_pb2.CreatePlanRequest(
        plan_id=CONGRESS.split("/")[1], plan=plan_service_pb2.Plan(
            number="05/KH-MTTQ-BTT", issuer=PROVINCE, issued_on="2022-01-10",
            title="Kế hoạch tổ chức Đại hội Mặt trận cấp xã", targets=[
                plan_service_pb2.Target(
                    id="congress-held", level="commune", percent=100,
                    milestone="FACT_KIND_REPORTED", deadline="2024-04-30",
                    title="Đại hội Mặt trận cấp xã")])))
    communes = [row["code"] for row in seed("quang-ninh-units.csv")
                if row["level"] == "commune"][:held]
    for code in communes:
        campaign.call(
            "lan", "ReportService", "FileReport",
            report_service_pb2.FileReportRequest(
                report=report_service_pb2.Report(
                    subject=CONGRESS_TARGET, unit=f"units/code:{code}",
                    text="Đã tổ chức Đại hội.", done_on="2022-05-20",
                    evidence="Biên bản Đại hội")))
        campaign.call(
            "hoa", "ReportService", "ConfirmReport",
            report_service_pb2.ConfirmReportRequest(
                subject=CONGRESS_TARGET, unit=f"units/code:{code}"))
    return campaign.plan("hoa", "GetProgress",
                         plan_service_pb2.GetProgressRequest(
                             plan=CONGRESS, as_of="2022-05-31")).targets[0].count
